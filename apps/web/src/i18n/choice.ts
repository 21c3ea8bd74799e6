import type { Language } from '@umschlag/contract';

const KEY = 'language';

/** What was chosen in this browser; undefined also where storage is forbidden. */
export function chosenLanguage(): Language | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'de' || value === 'en' ? value : undefined;
  } catch {
    return undefined;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is forbidden here: the choice then lasts as long as the page.
  }
}
