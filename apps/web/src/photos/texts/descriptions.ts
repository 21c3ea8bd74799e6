import type { Language } from '@umschlag/contract';

/** What is read out of a PDF in place of a page's picture: in the document's language, not in the reader's. */
export const pageDescription: Readonly<Record<Language, (page: number, pages: number) => string>> = {
  de: (page, pages) => `Seite ${page} von ${pages}: Foto ohne lesbaren Text`,
  en: (page, pages) => `Page ${page} of ${pages}: photograph without readable text`,
};
