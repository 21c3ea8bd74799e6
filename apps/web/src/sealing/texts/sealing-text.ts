import { useLanguage } from '../../i18n/language.tsx';
import { de, type SealingTexts } from './de.ts';
import { en } from './en.ts';

/** The words of sending at levels 3 and 4 in the current language. */
export const useSealingText = (): SealingTexts => (useLanguage().language === 'de' ? de : en);
