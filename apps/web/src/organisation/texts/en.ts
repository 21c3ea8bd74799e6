import type { OrganisationTexts } from './de.ts';

/** English words of what administrators set for their organisation. */
export const en: OrganisationTexts = {
  title: 'Submitted files',
  intro:
    'Programs and scripts are never taken, under whatever name. What else may do harm is taken only if you allow it here. It holds for all upload links of your organisation, from now on. At levels 3 and 4 only the browser of whoever submits checks.',
  allow: {
    allowMacros: { name: 'Office files with macros', text: 'Macros are small programs. Most malware comes by them.' },
    allowActivePdf: { name: 'PDFs with scripts', text: 'Forms that calculate have some.' },
    allowEncrypted: {
      name: 'Files with a password',
      text: 'Nobody can look into them before they are opened, no virus scanner either.',
    },
    allowUnchecked: {
      name: 'Archives that were not checked',
      text: 'RAR and 7z for example, and archives in archives.',
    },
  },
  save: 'Save',
  saved: 'Saved. It holds from now on.',
  changes: 'Changes',
  change: (at, by) => `${at}, ${by}`,
  nobody: 'account deleted',
  allowed: (what) => `allowed: ${what}`,
  forbidden: (what) => `no longer allowed: ${what}`,
  noChanges: 'Nobody has changed anything yet.',
};
