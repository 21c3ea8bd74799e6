import type { TSchema } from 'typebox';

export interface Field {
  /** Such as `delivery.recipients[].email`. */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** What of JSON Schema our contract uses. */
interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly description?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

function typeOf(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') return `array of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  return [schema.type ?? 'anything', schema.format && `(${schema.format})`].filter(Boolean).join(' ');
}

function boundsOf(schema: JsonSchema): string {
  const span = (low: number | undefined, high: number | undefined, unit: string) => {
    if (low === undefined && high === undefined) return undefined;
    if (high === undefined || high === Number.MAX_SAFE_INTEGER) return `at least ${low ?? 0}${unit}`;
    return `${low ?? 0} to ${high}${unit}`;
  };
  const bounds = [
    span(schema.minimum, schema.maximum, ''),
    span(schema.minLength, schema.maxLength, ' characters'),
    span(schema.minItems, schema.maxItems, ' items'),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ];
  return bounds.filter((bound) => bound !== undefined).join(', ');
}

/** The object within a schema that is nullable or a list, with what its fields' names begin with. */
function nested(schema: JsonSchema, name: string): { schema: JsonSchema; prefix: string } | undefined {
  if (schema.properties) return { schema, prefix: `${name}.` };
  if (schema.items?.properties) return { schema: schema.items, prefix: `${name}[].` };
  const only = schema.anyOf?.find((one) => one.properties);
  return only && { schema: only, prefix: `${name}.` };
}

/** The fields of an object, those of objects inside it after their own line. */
export function schemaFields(schema: TSchema, prefix = ''): Field[] {
  const { properties = {}, required = [] } = schema as JsonSchema;
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = `${prefix}${key}`;
    const description = [field.description, boundsOf(field)].filter(Boolean).join('; ');
    const own = { name, type: typeOf(field), isRequired: required.includes(key), description };
    const inner = nested(field, name);
    return [own, ...(inner ? schemaFields(inner.schema as TSchema, inner.prefix) : [])];
  });
}
