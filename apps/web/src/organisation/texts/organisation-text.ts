import { useLanguage } from '../../i18n/language.tsx';
import { de, type OrganisationTexts } from './de.ts';
import { en } from './en.ts';

export const useOrganisationText = (): OrganisationTexts => (useLanguage().language === 'de' ? de : en);
