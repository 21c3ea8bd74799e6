import { useLanguage } from '../../i18n/language.tsx';
import { de, type PreviewTexts } from './de.ts';
import { en } from './en.ts';

/** The words about previews in the current language. */
export const usePreviewText = (): PreviewTexts => (useLanguage().language === 'de' ? de : en);
