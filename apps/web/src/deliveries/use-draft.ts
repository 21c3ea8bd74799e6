import type { Delivery, Limits } from '@umschlag/contract';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { type ApiProblem, asProblem } from '../api/problem.ts';
import { type DraftForm, emptyForm, formOf, savable } from './draft-form.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';

const SAVE_DELAY_MS = 600;

/** The fields of a draft, saved as one goes. */
export function useDraft(draft: Delivery | undefined, limits: Limits) {
  const [form, setForm] = useState<DraftForm>(draft ? formOf(draft) : emptyForm(limits));
  const [id, setId] = useState(draft?.id);
  const [save, setSave] = useState<{ state: SaveState; problem: ApiProblem | undefined }>({
    state: 'clean',
    problem: undefined,
  });
  const latest = useRef(form);
  latest.current = form;

  const saver = useMemo(() => {
    const create = async () => {
      const body = savable(latest.current, limits);
      const { delivery } = await call('POST /api/v1/deliveries', { body });
      setId(delivery.id);
      // The address of the draft, for a reload; the page itself stays as it is.
      if (location.pathname === '/deliveries/new') history.replaceState(null, '', `/deliveries/${delivery.id}/edit`);
      return delivery.id;
    };
    const patch = async (draftId: string, body: Parameters<DraftSaver['change']>[0]) => {
      await call('PATCH /api/v1/deliveries/:id', { params: { id: draftId }, body });
    };
    const onState = (state: SaveState, error?: unknown) =>
      setSave({ state, problem: error === undefined ? undefined : asProblem(error) });
    return new DraftSaver({ create, save: patch, onState, delayMs: SAVE_DELAY_MS }, draft?.id);
  }, []);
  useEffect(() => () => void saver.flush().catch(() => undefined), []);

  const change = (fields: Partial<DraftForm>) => {
    setForm((before) => ({ ...before, ...fields }));
    const toSave = savable(fields, limits);
    if (Object.keys(toSave).length > 0) saver.change(toSave);
  };
  return { id, form, change, saver, save };
}
