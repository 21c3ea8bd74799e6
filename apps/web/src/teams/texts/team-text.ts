import { useLanguage } from '../../i18n/language.tsx';
import { de, type TeamTexts } from './de.ts';
import { en } from './en.ts';

/** The words about teams in the current language. */
export const useTeamText = (): TeamTexts => (useLanguage().language === 'de' ? de : en);
