import { useLanguage } from '../../i18n/language.tsx';
import { type ContactTexts, de } from './de.ts';
import { en } from './en.ts';

/** The words about contacts in the current language. */
export const useContactText = (): ContactTexts => (useLanguage().language === 'de' ? de : en);
