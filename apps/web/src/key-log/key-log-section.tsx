import type { Account } from '@umschlag/contract';
import type { KeyLogFact } from '@umschlag/contract/key-log';
import { formatFingerprint } from '@umschlag/keyring/light';
import { useEffect, useRef, useState } from 'preact/hooks';
import { loadContacts } from '../contacts/contacts.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { UnlockedKey } from '../keys/messages.ts';
import type { OwnKeys } from '../keys/own-keys.ts';
import { Cancelled, useKeyAction } from '../keys/use-key-action.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { checkWholeLog, isAllRight, unknownIn, type WholeLog } from './check-whole-log.ts';
import { fetchEntries } from './follow-log.ts';
import { LogNotice } from './log-notice.tsx';
import { beginAt, notePosition, seenPosition } from './seen-position.ts';
import { useKeyLogText } from './texts/key-log-text.ts';

interface KeyLogSectionProps {
  readonly account: Account;
  readonly keys: OwnKeys;
  /** The open key, with which the contacts can be read. */
  readonly open: UnlockedKey | undefined;
}

interface Found {
  readonly log: WholeLog;
  /** `undefined`: the key was locked, so that they could not be read. */
  readonly contacts: number | undefined;
}

/** The whole key log, checked when somebody asks for it. */
export function KeyLogSection({ account, keys, open }: KeyLogSectionProps) {
  const t = useKeyLogText();
  const { language } = useLanguage();
  const [read, setRead] = useState(0);
  const [found, setFound] = useState<Found | undefined>();
  const [notice, setNotice] = useState('');
  const abort = useRef<AbortController | undefined>(undefined);
  const { busy, problem, run } = useKeyAction();
  useEffect(() => () => abort.current?.abort(new Cancelled()), []);
  const owned = [...(keys.key ? [keys.key] : []), ...keys.formerKeys];
  const ownFingerprints = new Set(owned.map(({ fingerprint }) => fingerprint));
  const count = (entries: number) => new Intl.NumberFormat(language).format(entries);

  const check = () =>
    run(t.check, async () => {
      setFound(undefined);
      setNotice('');
      setRead(0);
      abort.current = new AbortController();
      const { signal } = abort.current;
      const contacts = open && (await loadContacts(account, open)).all();
      const ownKeys = owned.map((one) => ({ ...one, address: account.email }));
      const log = await checkWholeLog({
        ...{ ownKeys, contacts: contacts ?? [], seen: seenPosition() },
        ...{ fetch: fetchEntries, onRead: setRead, signal },
      });
      if (log.position?.seq && isAllRight(log, ownFingerprints)) notePosition(log.position);
      setFound({ log, contacts: contacts?.length });
    });
  const accept = () => {
    if (found?.log.position) beginAt(found.log.position);
    setFound(undefined);
    setNotice(t.accepted);
  };
  return (
    <section class="card" aria-labelledby="key-log">
      <h2 id="key-log">{t.title}</h2>
      <p>{t.text}</p>
      {!open && <p class="hint">{t.lockedHint}</p>}
      <KeyProblemNotice problem={problem} />
      <p role="status">{busy === '' ? notice : t.reading(count(read))}</p>
      {busy === '' ? (
        <button type="button" class="button" onClick={() => void check()}>
          {t.check}
        </button>
      ) : (
        <button type="button" class="button" onClick={() => abort.current?.abort(new Cancelled())}>
          {t.stop}
        </button>
      )}
      {found && <Result found={found} ownFingerprints={ownFingerprints} count={count} accept={accept} />}
    </section>
  );
}

interface ResultProps {
  readonly found: Found;
  readonly ownFingerprints: ReadonlySet<string>;
  count(entries: number): string;
  accept(): void;
}

function Result({ found: { log, contacts }, ownFingerprints, count, accept }: ResultProps) {
  const t = useKeyLogText();
  const [isAsking, setIsAsking] = useState(false);
  const { chain, entries, own, missing, strange, ended } = log;
  const isRight = isAllRight(log, ownFingerprints);
  return (
    <div class="key-log" data-log={isRight ? 'right' : 'wrong'}>
      {isRight && (
        <p role="status" class="notice good">
          {t.whole(count(entries))} {contacts ? t.withContacts(contacts) : ''}
        </p>
      )}
      <LogNotice finding={chain} next="onPage" />
      {chain.state === 'whole' && !isRight && (
        <div class="notice error" role="alert">
          <p class="notice-title">{t.wrongTitle}</p>
          {missing.map((one) => (
            <p key={one}>{t.missing(formatFingerprint(one))}</p>
          ))}
          {strange.map((one) => (
            <p key={one}>{t.strange(one)}</p>
          ))}
          {unknownIn(own, ownFingerprints).length > 0 && <p>{t.unknown}</p>}
          <p>{t.onPage}</p>
        </div>
      )}
      {ended.map((one) => (
        <p key={one}>{t.ended(one)}</p>
      ))}
      {own.length > 0 && <OwnEntries own={own} ownFingerprints={ownFingerprints} />}
      {chain.state === 'rewritten' && (
        <button type="button" class="button danger" onClick={() => setIsAsking(true)}>
          {t.accept}
        </button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t.acceptTitle}
          action={t.acceptNow}
          danger
          busy={false}
          problem={undefined}
          onConfirm={accept}
          onClose={() => setIsAsking(false)}
        >
          <p>{t.acceptText}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

interface OwnEntriesProps {
  readonly own: readonly KeyLogFact[];
  readonly ownFingerprints: ReadonlySet<string>;
}

/** What stands there in one's own name, for its owner to recognise. */
function OwnEntries({ own, ownFingerprints }: OwnEntriesProps) {
  const t = useKeyLogText();
  const { language } = useLanguage();
  return (
    <>
      <h3>{t.ownTitle}</h3>
      <ul class="list">
        {own.map(({ seq, time, event, fingerprint }) => (
          <li key={seq}>
            <div class="list-main">
              <p>
                {t.events[event]}, {formatDateTime(time, language)}
              </p>
              <p class="fingerprint">{formatFingerprint(fingerprint)}</p>
              {!ownFingerprints.has(fingerprint) && <p class="field-error">{t.unknown}</p>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
