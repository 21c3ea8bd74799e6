import type { Session } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoaded } from '../ui/use-loaded.ts';

/** What the server says of a program that it does not know. */
const NOT_KNOWN = '?';

export function SessionList() {
  const { t: texts, language } = useLanguage();
  const t = texts.account;
  const zone = useSession().account?.organisation?.timeZone;
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/sessions', {}));
  const [status, setStatus] = useState('');
  const { busy, problem: failed, run } = useAction();
  const deviceOf = ({ device }: Session) => (device === NOT_KNOWN ? t.sessionUnknown : device);
  const end = (session: Session) =>
    run(async () => {
      await call('DELETE /api/v1/sessions/:id', { params: { id: session.id } });
      setStatus(t.sessionEnded);
      await reload();
    });
  return (
    <section class="card" aria-labelledby="sessions">
      <h2 id="sessions">{t.sessions}</h2>
      <p class="hint">{t.sessionsHint}</p>
      <ProblemNotice problem={problem ?? failed} />
      <p role="status">{status}</p>
      <ul class="list">
        {value?.sessions.map((session) => (
          <li key={session.id}>
            <div class="list-main">
              <h3>{deviceOf(session)}</h3>
              <p class="meta">{t.sessionSeen(formatDateTime(session.lastSeenAt, language, zone))}</p>
            </div>
            {session.current ? (
              <span class="badge active">{t.sessionCurrent}</span>
            ) : (
              <button
                type="button"
                class="button danger"
                aria-label={t.sessionEndOf(deviceOf(session))}
                aria-disabled={busy}
                onClick={() => void end(session)}
              >
                {t.sessionEnd}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
