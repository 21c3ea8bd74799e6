import { type ApiRoute, type RouteDefinition, routes } from '@umschlag/contract';
import { ERROR_STATUS, type ErrorCode } from '@umschlag/std';
import type { TSchema } from 'typebox';
import { errorsOf } from '../plugins/answer-schemas.ts';
import { type Html, html } from '../plugins/html.ts';
import { ERROR_EXPLANATIONS } from './error-explanations.ts';
import { schemaFields } from './schema-fields.ts';

const ACCESS: Readonly<Record<RouteDefinition['access'], string>> = {
  anyone: 'Anyone.',
  link: 'Whoever holds the link; at level 2 its addressed recipient, signed in.',
  entrance: 'whoever holds the upload link',
  submission: 'whoever holds the token of the submission',
  'upload-token': 'Whoever holds the token of the upload (Authorization: Bearer).',
  account: 'Any signed-in account.',
  caseworker: 'Signed-in caseworkers.',
  administrator: 'Signed-in administrators of an organisation.',
};

const anchor = (key: string) =>
  key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');

function fieldTable(caption: string, schema: TSchema | undefined): Html {
  const fields = schema ? schemaFields(schema) : [];
  if (fields.length === 0) return html``;
  const rows = fields.map(
    ({ name, type, isRequired, description }) => html`<tr>
<th scope="row"><code>${name}</code></th><td>${type}</td><td>${isRequired ? 'yes' : 'no'}</td><td>${description}</td>
</tr>`,
  );
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Required</th><th scope="col">Notes</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function accessLine({ access, apiToken }: RouteDefinition): string {
  return `${ACCESS[access]}${apiToken ? ' An API token may stand in for the session.' : ''}`;
}

function routeSection([key, definition]: [string, RouteDefinition]): Html {
  const errors = errorsOf(definition).map((code) => html`<li><a href="#error-${code}">${code}</a></li>`);
  const bodyType = definition.bodyType ?? (definition.body ? 'application/json' : undefined);
  return html`<section aria-labelledby="${anchor(key)}">
<h3 id="${anchor(key)}"><code>${key}</code></h3>
<p>${definition.summary}.</p>
<dl>
<dt>Access</dt><dd>${accessLine(definition)}</dd>
${bodyType === undefined ? html`` : html`<dt>Body</dt><dd><code>${bodyType}</code></dd>`}
<dt>Answer</dt><dd>${definition.status}${definition.response ? ' with JSON' : definition.status === 204 ? ' without content' : ' with octets'}</dd>
</dl>
${fieldTable(`Parameters in the path of ${key}`, definition.params)}
${fieldTable(`Query of ${key}`, definition.query)}
${fieldTable(`Body of ${key}`, definition.body)}
${fieldTable(`Answer of ${key}`, definition.response)}
<h4>Refusals</h4>
<ul class="codes">${errors}</ul>
</section>`;
}

function errorRow(code: ErrorCode): Html {
  const { meaning, remedy } = ERROR_EXPLANATIONS[code];
  return html`<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${ERROR_STATUS[code]}</td><td>${meaning}</td><td>${remedy}</td></tr>`;
}

/** The whole reference as one page: no script, one style sheet. */
export function referencePage(platformName: string): string {
  const entries = Object.entries(routes) as [ApiRoute, RouteDefinition][];
  const links = entries.map(([key]) => html`<li><a href="#${anchor(key)}">${key}</a></li>`);
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference – ${platformName}</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<header>
<h1>API reference – ${platformName}</h1>
<p>The same as <a href="/api/openapi.json">OpenAPI 3.1</a>. Scripts sign in with an API token:
<code>Authorization: Bearer umt_…</code>. Bodies and answers are JSON unless a route says otherwise; times are UTC.</p>
</header>
<nav aria-label="Routes"><h2>Contents</h2><ul>${links}<li><a href="#errors">Errors</a></li></ul></nav>
<main>
<h2>Routes</h2>
${entries.map(routeSection)}
<h2 id="errors">Errors</h2>
<p>Every refusal is <code>{"error": {"code", "message", "details", "requestId"}}</code>.</p>
<div class="scroll" role="region" tabindex="0" aria-label="Error codes"><table>
<caption>Error codes</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">What to do</th></tr></thead>
<tbody>${codes.map(errorRow)}</tbody>
</table></div>
</main>
</body>
</html>`.html;
}
