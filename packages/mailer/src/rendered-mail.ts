/** A mail as it is handed to the mailer. Plain text only: nothing can be loaded, and nothing hidden. */
export interface RenderedMail {
  /** One line, without control characters. */
  readonly subject: string;
  /** Lines of at most 72 characters (but for a link that is longer), ends with a line feed. */
  readonly text: string;
  readonly language: 'de' | 'en';
}
