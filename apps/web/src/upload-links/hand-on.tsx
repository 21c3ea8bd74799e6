import type { UploadLink } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useOpenKey } from '../keys/keyring.ts';
import { Link } from '../routing/link.tsx';
import { EmailField, looksLikeEmail } from '../sign-in/email-field.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { LinkCode } from './link-code.tsx';
import { handsOnOther } from './sealed/own-link.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface HandOnProps {
  readonly uploadLink: UploadLink;
  changed(uploadLink: UploadLink, text: string): void;
}

/** The ways to a citizen: the address, a QR code, a mail, a letter. */
export function HandOn({ uploadLink, changed }: HandOnProps) {
  const { detail: t, sealed } = useUploadLinkText();
  if (handsOnOther(uploadLink, useOpenKey())) {
    return (
      <p class="notice error" role="alert">
        {sealed.otherKey}
      </p>
    );
  }
  return (
    <section aria-labelledby="hand-on" class="card hand-on">
      <h2 id="hand-on">{t.handOn}</h2>
      <CopyField id="upload-link" label={t.link} value={uploadLink.link} />
      <MailForm uploadLink={uploadLink} changed={changed} />
      <details>
        <summary>{t.qr}</summary>
        <LinkCode link={uploadLink.link} label={t.qr} />
      </details>
      <p>
        <Link to={`/upload-links/${uploadLink.id}/letter`} class="button">
          {t.letter}
        </Link>
      </p>
    </section>
  );
}

function MailForm({ uploadLink, changed }: HandOnProps) {
  const { detail: t } = useUploadLinkText();
  const { common } = useText();
  const [email, setEmail] = useState(uploadLink.invitedEmail ?? '');
  const [error, setError] = useState<string | undefined>();
  const { busy, problem, run } = useAction();
  const { invitedEmail, mailState } = uploadLink;
  const isFailed = mailState === 'bounced' || mailState === 'letter';
  const submit = (event: Event) => {
    event.preventDefault();
    const isAddress = looksLikeEmail(email);
    setError(isAddress ? undefined : common.enterEmail);
    if (!isAddress) return;
    void run(async () => {
      const input = { params: { id: uploadLink.id }, body: { email: email.trim() } };
      const answer = await call('POST /api/v1/upload-links/:id/mail', input);
      changed(answer.uploadLink, t.mailed(email.trim()));
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ProblemNotice problem={problem} />
      <EmailField id="citizen" label={t.mailTo} autocomplete="off" value={email} onValue={setEmail} error={error} />
      <p>
        <button type="submit" class="button" aria-disabled={busy}>
          {t.mail}
        </button>
      </p>
      <p role="status" class={isFailed ? 'transfer-state failed' : 'hint'}>
        {invitedEmail && mailState !== 'none' && t.mailState(invitedEmail, t.mailStates[mailState])}
      </p>
    </form>
  );
}
