import { ProblemSchema, type RouteDefinition } from '@umschlag/contract';
import { ERROR_STATUS, type ErrorCode } from '@umschlag/std';
import Type, { type TSchema } from 'typebox';

/** Codes that any route may answer with, by what it asks for. */
export function errorsOf(definition: RouteDefinition): ErrorCode[] {
  const codes = new Set<ErrorCode>(definition.errors);
  if (definition.params || definition.query || definition.body) codes.add('invalid_request');
  if (definition.body || definition.bodyType) codes.add('unsupported_media_type');
  if (definition.body) codes.add('payload_too_large');
  if (['account', 'caseworker', 'administrator'].includes(definition.access)) codes.add('sign_in_required');
  if (['caseworker', 'administrator'].includes(definition.access)) codes.add('not_allowed');
  codes.add('internal_error').add('service_unavailable');
  return [...codes];
}

/** Response schemas by status. Fields that are not declared never leave the server. */
export function answerSchemas(definition: RouteDefinition): Record<string, TSchema> {
  const byStatus = Map.groupBy(errorsOf(definition), (code) => ERROR_STATUS[code]);
  const schemas: Record<string, TSchema> = {};
  for (const [status, codes] of byStatus) schemas[status] = { ...ProblemSchema, description: codes.join(', ') };
  if (definition.response) schemas[definition.status] = definition.response;
  else if (definition.status === 204) schemas[204] = Type.Null({ description: 'Done' });
  return schemas;
}
