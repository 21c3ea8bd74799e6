import { useLanguage } from '../../i18n/language.tsx';
import { de, type KeyLogTexts } from './de.ts';
import { en } from './en.ts';

/** The words about the key log in the current language. */
export const useKeyLogText = (): KeyLogTexts => (useLanguage().language === 'de' ? de : en);
