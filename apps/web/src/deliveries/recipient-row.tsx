import type { Delivery } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import { useSession } from '../session/session.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { nameOf } from '../ui/file-name.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { shownFiles } from './shown-files.ts';

type Recipient = Delivery['recipients'][number];

interface RecipientRowProps {
  readonly delivery: Delivery;
  readonly recipient: Recipient;
  /** Whether the mail can be sent again, and the link be shown. */
  readonly canResend: boolean;
  changed(delivery: Delivery, text: string): void;
}

export function RecipientRow({ delivery, recipient, canResend, changed }: RecipientRowProps) {
  const { t: texts } = useLanguage();
  const t = texts.detail;
  const { email } = recipient;
  const params = { id: delivery.id, recipientId: recipient.id };
  const [link, setLink] = useState<string | undefined>();
  const { busy, problem, run } = useAction();

  const resend = () =>
    run(async () => {
      const answer = await call('POST /api/v1/deliveries/:id/recipients/:recipientId/resend', { params });
      changed(answer.delivery, t.resent(email));
    });
  const showLink = () =>
    run(async () => {
      setLink((await call('GET /api/v1/deliveries/:id/recipients/:recipientId/link', { params })).link);
    });

  return (
    <li>
      <div class="list-main">
        <h3>{email}</h3>
        <RecipientState delivery={delivery} recipient={recipient} />
        <ProblemNotice problem={problem} />
        {link && <CopyField id={`link-${recipient.id}`} label={t.linkOf(email)} value={link} />}
      </div>
      {canResend && delivery.state === 'active' && (
        <div class="button-row">
          <button
            type="button"
            class="button"
            aria-label={t.resendTo(email)}
            aria-disabled={busy}
            onClick={() => void resend()}
          >
            {t.resend}
          </button>
          <button
            type="button"
            class="button"
            aria-label={t.showLinkOf(email)}
            aria-disabled={busy}
            onClick={() => void showLink()}
          >
            {t.showLink}
          </button>
        </div>
      )}
    </li>
  );
}

function RecipientState({ delivery, recipient }: { readonly delivery: Delivery; readonly recipient: Recipient }) {
  const { t: texts, language } = useLanguage();
  const t = texts.detail;
  const { own: sealing } = useSealingText();
  const zone = useSession().account?.organisation?.timeZone;
  const date = (instant: string) => formatDateTime(instant, language, zone);
  const names = new Map(shownFiles(delivery.files, t.fileNumber).map((file) => [file.id, nameOf(file.path)]));
  const failed = recipient.mailState === 'bounced' || recipient.mailState === 'letter';
  if (delivery.state === 'draft') return null;
  return (
    <ul class="states">
      <li class={failed ? 'transfer-state failed' : undefined}>{t.mail[recipient.mailState]}</li>
      {recipient.reader && (
        <li>
          {sealing.reader[recipient.reader]}{' '}
          {recipient.reader === 'pending' && delivery.state === 'active' && (
            <Link to="/deliveries/releases">{sealing.toReleases}</Link>
          )}
        </li>
      )}
      {recipient.refusedAt && <li class="transfer-state failed">{sealing.refused(date(recipient.refusedAt))}</li>}
      <li>{recipient.openedAt ? t.opened(date(recipient.openedAt)) : t.notOpened}</li>
      {recipient.fetches.map((fetch) => (
        <li key={fetch.fileId + fetch.deliveredAt}>
          {t.fetched(names.get(fetch.fileId) ?? t.files, date(fetch.deliveredAt))}
        </li>
      ))}
      {recipient.fetches.length === 0 && delivery.files.length > 0 && <li>{t.notFetched}</li>}
    </ul>
  );
}
