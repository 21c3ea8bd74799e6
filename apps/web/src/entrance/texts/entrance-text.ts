import { useLanguage } from '../../i18n/language.tsx';
import { de, type EntranceTexts } from './de.ts';
import { en } from './en.ts';

/** The words of the citizen's pages of upload links in the current language. */
export const useEntranceText = (): EntranceTexts => (useLanguage().language === 'de' ? de : en);
