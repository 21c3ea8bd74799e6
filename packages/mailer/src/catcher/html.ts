/** HTML that is safe to put into a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes HTML; whatever is put into it is escaped unless it is {@link Html} already. */
export function html(strings: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(safe)));
}

function safe(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');
  return value instanceof Html ? value.text : value.map(({ text }) => text).join('');
}

/** Plain text with its http(s) links made clickable. */
export function withLinks(text: string): Html {
  const pieces = text.split(/(https?:\/\/[^\s<>"']+)/);
  return html`${pieces.map((piece, n) =>
    n % 2 === 1 ? html`<a href="${piece}" rel="noreferrer noopener">${piece}</a>` : html`${piece}`,
  )}`;
}
