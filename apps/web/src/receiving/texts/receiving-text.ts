import { useLanguage } from '../../i18n/language.tsx';
import { de, type ReceivingTexts } from './de.ts';
import { en } from './en.ts';

/** The words about receiving in the current language. */
export const useReceivingText = (): ReceivingTexts => (useLanguage().language === 'de' ? de : en);
