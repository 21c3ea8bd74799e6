import { useLanguage } from '../../i18n/language.tsx';
import { de, type PhotoTexts } from './de.ts';
import { en } from './en.ts';

/** The words about photographs of documents in the current language. */
export const usePhotoText = (): PhotoTexts => (useLanguage().language === 'de' ? de : en);
