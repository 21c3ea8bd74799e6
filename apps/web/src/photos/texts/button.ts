/** The few words that a page loads before the dialog is wanted. */
export const buttonText = {
  de: {
    open: 'Mit der Kamera',
    openFor: (document: string) => `Mit der Kamera: ${document}`,
    failed: 'Das konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  },
  en: {
    open: 'By camera',
    openFor: (document: string) => `By camera: ${document}`,
    failed: 'This could not be loaded. Check your connection and try again.',
  },
} as const;
