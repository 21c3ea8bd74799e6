import { useLanguage } from '../../i18n/language.tsx';
import { de, type KeyTexts } from './de.ts';
import { en } from './en.ts';

/** The words about keys in the current language. */
export const useKeyText = (): KeyTexts => (useLanguage().language === 'de' ? de : en);
