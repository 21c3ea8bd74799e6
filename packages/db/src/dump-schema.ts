import pg from 'pg';

/** Each query gives lines `object` and `text`; all of the schema `public`, in an order that does not depend on the server. */
const PARTS = {
  enums: `SELECT format('type %I', t.typname) AS object,
      string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) AS text
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`,
  columns: `SELECT format('table %I', c.relname) AS object,
      concat_ws(' ', format('%I', a.attname), format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN 'not null' END,
        CASE WHEN a.attidentity <> '' THEN 'identity ' || a.attidentity::text END,
        CASE WHEN a.attgenerated <> '' THEN 'generated' END,
        'default ' || pg_get_expr(d.adbin, d.adrelid)) AS text
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`,
  constraints: `SELECT format('table %I', c.relname) AS object,
      format('constraint %I %s', n.conname, pg_get_constraintdef(n.oid)) AS text
    FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
    WHERE n.connamespace = 'public'::regnamespace AND n.contype <> 'n'`,
  indexes: `SELECT format('table %I', tablename) AS object, indexdef AS text
    FROM pg_indexes WHERE schemaname = 'public'`,
  triggers: `SELECT format('table %I', c.relname) AS object, pg_get_triggerdef(t.oid) AS text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`,
  views: `SELECT format('table %I', viewname) AS object, definition AS text FROM pg_views WHERE schemaname = 'public'`,
  functions: `SELECT format('function %s', p.oid::regprocedure) AS object, pg_get_functiondef(p.oid) AS text
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')`,
} as const;

/**
 * The schema `public` as text that is the same wherever the same migrations ran: types, columns, constraints,
 * indexes, triggers, views and functions. For review and for the test that nobody forgot to write it anew.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'umschlag-dump' });
  try {
    await client.connect();
    const lines = new Map<string, string[]>();
    for (const query of Object.values(PARTS)) await collect(client, query, lines);
    const objects = [...lines.keys()].sort();
    return `${objects.map((object) => [object, ...lines.get(object)!].join('\n')).join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

async function collect(client: pg.Client, query: string, lines: Map<string, string[]>): Promise<void> {
  const { rows } = await client.query<{ object: string; text: string }>(
    `SELECT * FROM (${query}) AS part ORDER BY object COLLATE "C", text COLLATE "C"`,
  );
  for (const { object, text } of rows) {
    const indented = text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`);
    lines.set(object, [...(lines.get(object) ?? []), ...indented]);
  }
}
