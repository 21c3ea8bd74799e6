import { useLanguage } from '../../i18n/language.tsx';
import { de, type ReplyTexts } from './de.ts';
import { en } from './en.ts';

/** The words about replies in the current language. */
export const useReplyText = (): ReplyTexts => (useLanguage().language === 'de' ? de : en);
