import type { Delivery, Limits } from '@umschlag/contract';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ApiProblem, asProblem } from '../api/problem.ts';
import { type DraftSecrets, keepDraftSecrets, NotKept } from '../transfer/draft-secrets.ts';
import { type DraftForm, emptyForm, formOf, openFields, savable, secretsOf, withTextsToOpen } from './draft-form.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';

const SAVE_DELAY_MS = 600;

/** A draft as it is opened again. */
export interface LoadedDraft {
  readonly delivery: Delivery;
  /** What this browser has kept of it. */
  readonly secrets: DraftSecrets | undefined;
}

/** The fields of a draft, saved as one goes: on the server what it may know, in this browser the rest. */
export function useDraft(loaded: LoadedDraft | undefined, limits: Limits, accountId: string) {
  const draft = loaded?.delivery;
  const [form, setForm] = useState<DraftForm>(() => (draft ? formOf(draft, loaded?.secrets) : emptyForm(limits)));
  const [id, setId] = useState(draft?.id);
  const [save, setSave] = useState<{ state: SaveState; problem: ApiProblem | undefined }>({
    state: 'clean',
    problem: undefined,
  });
  const latest = useRef(form);

  const saver = useMemo(() => {
    const create = async () => {
      const body = openFields(savable(latest.current, limits), latest.current.level);
      const { delivery } = await call('POST /api/v1/deliveries', { body });
      setId(delivery.id);
      // The address of the draft, for a reload; the page itself stays as it is.
      if (location.pathname === '/deliveries/new') history.replaceState(null, '', `/deliveries/${delivery.id}/edit`);
      return delivery.id;
    };
    const patch = async (draftId: string, body: Parameters<DraftSaver['change']>[0]) => {
      const secrets = secretsOf(latest.current);
      if (secrets) await keepDraftSecrets(accountId, draftId, secrets).catch(asSignedOut);
      // By the level of this moment: what was typed before the change to level 4 does not go after it.
      const fields = openFields(body, latest.current.level);
      if (Object.keys(fields).length === 0) return;
      await call('PATCH /api/v1/deliveries/:id', { params: { id: draftId }, body: fields });
    };
    const onState = (state: SaveState, error?: unknown) =>
      setSave({ state, problem: error === undefined ? undefined : asProblem(error) });
    return new DraftSaver({ create, save: patch, onState, delayMs: SAVE_DELAY_MS }, draft?.id);
  }, []);
  useEffect(() => () => void saver.flush().catch(() => undefined), []);

  const change = (fields: Partial<DraftForm>) => {
    const toSave = savable(withTextsToOpen(latest.current, fields), limits);
    latest.current = { ...latest.current, ...fields };
    setForm(latest.current);
    if (Object.keys(toSave).length > 0 || fields.withoutKey) saver.change(toSave);
  };
  return { id, form, change, saver, save };
}

function asSignedOut(error: unknown): never {
  throw error instanceof NotKept ? new ApiProblem('sign_in_required') : error;
}
