import type { Delivery } from '@umschlag/contract';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useReplyText } from './texts/reply-text.ts';

/** What a reply is called until somebody calls it otherwise: its partner knows by the date what is meant. */
export function useReplySubject(): (answered: NonNullable<Delivery['answered']>) => string {
  const { language } = useLanguage();
  const t = useReplyText();
  return ({ sentAt }) => (sentAt === null ? t.subjectAlone : t.subject(formatDate(sentAt, language)));
}
