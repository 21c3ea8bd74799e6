import type { Account, PendingRelease } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { loadContacts } from '../contacts/contacts.ts';
import { useText } from '../i18n/language.tsx';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { UnlockedKey } from '../keys/messages.ts';
import { loadOwnKeys } from '../keys/own-keys.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import { useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import { Link } from '../routing/link.tsx';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { releaseOne } from './release.ts';
import { type JudgedRelease, ReleaseDialog } from './release-dialog.tsx';
import { ReleaseRow } from './release-row.tsx';
import { useSealingText } from './texts/sealing-text.ts';
import { verdictOf } from './verdict.ts';

export default function ReleasesPage() {
  const { account } = useSession();
  return account ? <OwnReleases key={account.id} account={account} /> : null;
}

/** What waits for the sender: whoever had no key when it was sent, and may have one by now. */
function OwnReleases({ account }: { readonly account: Account }) {
  const texts = useSealingText();
  const t = texts.releases;
  const { common } = useText();
  const { value, problem: loading, reload } = useLoaded(() => call('GET /api/v1/deliveries/pending-releases', {}));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [judged, setJudged] = useState<readonly JudgedRelease[] | undefined>();
  const [byCode, setByCode] = useState<ReadonlySet<string>>(new Set());
  const [missing, setMissing] = useState('');
  const [status, setStatus] = useState('');
  const [failed, setFailed] = useState('');
  const secretKey = useUnlockedKey(account);
  const { busy, problem, run } = useKeyAction();
  const releases = value?.releases ?? [];
  const ready = releases.filter((one) => one.fingerprint !== null && chosen.has(one.recipientId));

  const choose = ({ recipientId }: PendingRelease, isChosen: boolean) => {
    const others = [...chosen].filter((id) => id !== recipientId);
    setChosen(new Set(isChosen ? [...others, recipientId] : others));
    setMissing('');
  };
  /** The present key: what is signed with a former one convinces nobody. @throws ApiProblem, Cancelled */
  const unlocked = async (): Promise<UnlockedKey> => {
    const fingerprint = (await loadOwnKeys()).key?.fingerprint;
    const open = await secretKey.unlock(fingerprint);
    return { ...open, fingerprint: fingerprint ?? open.fingerprint };
  };
  const ask = (event: Event) => {
    event.preventDefault();
    setMissing(ready.length === 0 ? t.nothing : '');
    setStatus('');
    setFailed('');
    if (ready.length === 0) return;
    void run(texts.busy.preparing, async () => {
      const contacts = await loadContacts(account, await unlocked());
      setJudged(
        ready.map((release) => {
          const { email, fingerprint } = release;
          const key = { address: email.toLowerCase(), fingerprint: fingerprint ?? undefined };
          return { release, verdict: verdictOf(key, contacts, account.email) };
        }),
      );
    });
  };
  const releaseAll = async () => {
    const wanted = judged ?? [];
    setJudged(undefined);
    await run(texts.busy.releasing, async () => {
      const key = await unlocked();
      let done = 0;
      for (const { release, verdict } of wanted) {
        setFailed(t.failedOf(release.email));
        // For another verdict the sender has said in the dialog that the words were compared.
        const isCompared = (verdict !== 'known' && verdict !== 'own') || byCode.has(codeIdOf(release));
        await releaseOne({ account, key, release, isCompared });
        setFailed('');
        done += 1;
        setStatus(t.done(done));
      }
    });
    setChosen(new Set());
    await reload();
  };

  return (
    <Page title={t.title}>
      <p>{t.intro}</p>
      <p role="status" class={status ? 'notice good' : undefined}>
        {status}
      </p>
      <ProblemNotice problem={loading} onRetry={() => void reload()} />
      {problem && failed && <p class="field-error">{failed}</p>}
      <KeyProblemNotice problem={problem} />
      <BusyText text={busy} />
      {!value && !loading && <p class="loading">{common.loading}</p>}
      {value && releases.length === 0 && <p>{t.none}</p>}
      {releases.length > 0 && (
        <form onSubmit={ask} noValidate>
          <p class="hint">{t.compare}</p>
          <ul class="list">
            {releases.map((release) => (
              <ReleaseRow
                key={`${release.recipientId} ${release.fingerprint}`}
                release={release}
                isChosen={chosen.has(release.recipientId)}
                onChoose={(isChosen) => choose(release, isChosen)}
                onSame={() => setByCode((before) => new Set([...before, codeIdOf(release)]))}
              />
            ))}
          </ul>
          {missing && (
            <p class="field-error" role="alert">
              {missing}
            </p>
          )}
          <div class="send-bar">
            <button type="submit" class="button primary" aria-disabled={busy !== ''}>
              {t.submit(ready.length)}
            </button>
          </div>
        </form>
      )}
      {judged && <ReleaseDialog judged={judged} confirm={() => void releaseAll()} close={() => setJudged(undefined)} />}
      {secretKey.dialog}
      <p>
        <Link to="/deliveries">{t.back}</Link>
      </p>
    </Page>
  );
}

/** What was compared: one recipient's key, and not the next one that may come in its place. */
const codeIdOf = ({ recipientId, fingerprint }: PendingRelease): string => `${recipientId} ${fingerprint}`;
