import { useLanguage } from '../../i18n/language.tsx';
import { type ComparingTexts, de } from './de.ts';
import { en } from './en.ts';

/** The words about comparing keys in the current language. */
export const useComparingText = (): ComparingTexts => (useLanguage().language === 'de' ? de : en);
