import { AppError } from '@umschlag/std';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

interface SchemaProblem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: object;
}

/** The field that is at fault, such as `recipients.0`; its value is never repeated. */
function fieldOf({ instancePath, keyword, params }: SchemaProblem): string {
  const required = (params as { requiredProperties?: readonly string[] }).requiredProperties?.[0];
  const segments = instancePath.split('/').filter((segment) => segment !== '');
  if (keyword === 'required' && required !== undefined) segments.push(required);
  // A segment may be a key that the caller made up.
  return segments.map((segment) => (/^[A-Za-z0-9_]{1,40}$/.test(segment) ? segment : '?')).join('.');
}

function refusal(part: string, problem: SchemaProblem | undefined): AppError {
  const field = problem ? fieldOf(problem) : '';
  const where = field === '' ? `the ${part}` : `${field} in the ${part}`;
  const details = { part, field, rule: problem?.keyword ?? 'type' };
  return new AppError('invalid_request', `The request is not valid: see ${where}.`, { details });
}

/**
 * Checks requests by TypeBox. Texts are turned to numbers in addresses only: a JSON body means what it says,
 * and `null` there is never mistaken for 0.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  const isText = httpPart === 'querystring' || httpPart === 'params';
  return (data: unknown) => {
    const value = isText ? validator.Default(validator.Convert(data)) : data;
    if (validator.Check(value)) return { value };
    return {
      error: refusal(httpPart === 'querystring' ? 'query' : (httpPart ?? 'request'), validator.Errors(value)[0]),
    };
  };
};
