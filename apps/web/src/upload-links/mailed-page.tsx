import { unpackIds } from '@umschlag/std/id-pair';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import DetailPage from './detail-page.tsx';

/** Where the mail about a submission leads: the page of its upload link, with the submission in focus. */
export default function MailedPage({ params }: PageProps) {
  const [id, submissionId] = unpackIds(params.ids ?? '') ?? [];
  return id && submissionId ? <DetailPage params={{ id, submissionId }} /> : <NotFoundPage />;
}
