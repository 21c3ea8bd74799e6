import { useLanguage } from '../../i18n/language.tsx';
import { de, type UploadLinkTexts } from './de.ts';
import { en } from './en.ts';

/** The words about upload links in the current language. */
export const useUploadLinkText = (): UploadLinkTexts => (useLanguage().language === 'de' ? de : en);
