import type { Language } from '@umschlag/contract';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { chosenLanguage, rememberLanguage } from './choice.ts';
import type { Catalogue } from './de.ts';

interface LanguageState {
  readonly language: Language;
  readonly t: Catalogue;
  setLanguage(language: Language): Promise<void>;
  /** What a page suggests; nothing is remembered, and whoever has chosen a language here keeps it. */
  suggestLanguage(language: Language): Promise<void>;
}

const LanguageContext = createContext<LanguageState | undefined>(undefined);

/** Each language is loaded when it is used. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const { catalogue } = language === 'de' ? await import('./de.ts') : await import('./en.ts');
  document.documentElement.lang = language;
  return catalogue as Catalogue;
}

interface ProviderProps {
  readonly first: { readonly language: Language; readonly t: Catalogue };
  readonly children: ComponentChildren;
}

export function LanguageProvider({ first, children }: ProviderProps) {
  const [current, setCurrent] = useState(first);
  const state = useMemo(
    () => ({
      ...current,
      setLanguage: async (language: Language) => {
        const t = await loadCatalogue(language);
        rememberLanguage(language);
        setCurrent({ language, t });
      },
      suggestLanguage: async (language: Language) => {
        if (chosenLanguage() === undefined) setCurrent({ language, t: await loadCatalogue(language) });
      },
    }),
    [current],
  );
  return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('There is no LanguageProvider above.');
  return state;
}

/** The messages of the current language. */
export const useText = (): Catalogue => useLanguage().t;

/** The language to begin with: chosen here before, else the account's, else the browser's. */
export function firstLanguage(ofAccount: Language | undefined): Language {
  return chosenLanguage() ?? ofAccount ?? ofBrowser();
}

function ofBrowser(): Language {
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'de' || tag === 'en');
  return known === 'en' ? 'en' : 'de';
}
