import type { Account, UploadLink } from '@umschlag/contract';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Archives } from './archives.tsx';
import { Checklist } from './checklist.tsx';
import type { SubmissionGroup } from './group-submissions.ts';
import { SealedSection } from './sealed/sealed-section.tsx';
import { useOpenedSubmissions } from './sealed/use-opened-submissions.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';
import { useMarkOpened } from './use-mark-opened.ts';

interface SubmissionCardProps {
  readonly account: Account;
  readonly uploadLink: UploadLink;
  readonly group: SubmissionGroup;
  /** A submission that is alone need not be opened. */
  readonly isOpenAtFirst: boolean;
  /** Whether a mail led here. */
  readonly takesFocus: boolean;
  /** A decision was made. @returns when what became of it is shown */
  reviewed(text: string): Promise<unknown>;
}

/** What one person sent: the checklist with what answers it, and all of it as ZIP. */
export function SubmissionCard({
  account,
  uploadLink,
  group,
  isOpenAtFirst,
  takesFocus,
  reviewed,
}: SubmissionCardProps) {
  const { inbox: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = account.organisation?.timeZone;
  const [isOpen, setIsOpen] = useState(isOpenAtFirst || takesFocus);
  const summary = useRef<HTMLElement>(null);
  const markOpened = useMarkOpened(group, isOpen);
  const sealed = useOpenedSubmissions(account, uploadLink, group, isOpen);
  useLayoutEffect(() => {
    if (takesFocus) summary.current?.focus();
  }, []);
  const toggled = (isOpenNow: boolean) => {
    // Not by this page, so by a person.
    if (isOpenNow && !isOpen) markOpened();
    setIsOpen(isOpenNow);
  };
  const [first] = group;
  const date = (instant: string) => formatDateTime(instant, language, zone);
  const who = first.email === null ? t.nobody : first.isConfirmed ? t.confirmed(first.email) : t.stated(first.email);
  return (
    <details class="card submission" open={isOpen} onToggle={(e) => toggled(e.currentTarget.open)}>
      <summary ref={summary}>
        <h3>{first.supplements === null ? t.submission(date(first.sentAt)) : t.supplement(date(first.sentAt))}</h3>{' '}
        {group.some(({ openedAt }) => openedAt === null) && <span class="badge active">{t.isNew}</span>}{' '}
        <span class="meta">{who}</span>
      </summary>
      {uploadLink.level >= 3 && <SealedSection group={group} sealed={sealed} />}
      <Checklist uploadLink={uploadLink} group={group} opened={sealed.opened} reviewed={reviewed} />
      <Archives group={group} opened={sealed.opened} />
    </details>
  );
}
