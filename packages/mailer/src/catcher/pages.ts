import type { CaughtMail } from './caught-mail.ts';
import { type Html, html, withLinks } from './html.ts';

function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">Caught mails</a><p>Nothing here has left this machine.</p></header>
<main>${body}</main>
</body>
</html>
`.text;
}

/** The mails, newest first. A page that loads itself again would take readers by surprise (WCAG 2.2.4). */
export function listPage(mails: readonly CaughtMail[]): string {
  const rows = mails.map(
    (mail) => html`<li><a href="/mails/${mail.id}"><strong>${mail.subject || '(no subject)'}</strong>
<span>to ${mail.to.join(', ')}</span> <time datetime="${mail.receivedAt}">${readable(mail.receivedAt)}</time></a></li>
`,
  );
  const list = mails.length === 0 ? html`<p>No mail yet.</p>` : html`<ol class="mails">${rows}</ol>`;
  const count = mails.length === 1 ? '1 mail' : `${mails.length} mails`;
  return page(`${count} – caught mails`, html`<h1>${count}</h1><p><a href="/">Look again</a></p>${list}`);
}

/** One mail as text; its HTML, if any, in a frame that may do nothing. */
export function mailPage(mail: CaughtMail): string {
  const frame =
    mail.html === null
      ? html``
      : html`<h2>HTML part</h2><iframe sandbox src="/mails/${mail.id}/html" title="HTML part of the mail"></iframe>`;
  return page(
    mail.subject || '(no subject)',
    html`<h1>${mail.subject || '(no subject)'}</h1>
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to.join(', ')}</dd>
<dt>Received</dt><dd><time datetime="${mail.receivedAt}">${readable(mail.receivedAt)}</time>, ${mail.tls ? 'over TLS' : 'in clear'}</dd>
</dl>
<pre>${withLinks(mail.text)}</pre>
${frame}
<p><a href="/mails/${mail.id}/source">Source</a></p>`,
  );
}

export function notFoundPage(): string {
  return page('Not found', html`<h1>Not found</h1><p>This mail is not here (any more).</p>`);
}

function readable(instant: string): string {
  return instant.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
}

export const STYLE = `
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --link: light-dark(#0b57a4, #8cc2ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
header a { font-weight: 600; }
header p { margin: 0; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.mails { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .7rem 1rem; text-decoration: none; }
.mails a:hover { background: var(--soft); }
.mails strong { grid-column: 1 / -1; overflow-wrap: anywhere; }
.mails span, .mails time { color: CanvasText; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; font: 1rem/1.5 ui-monospace, monospace; }
iframe { width: 100%; height: 30rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
`;
