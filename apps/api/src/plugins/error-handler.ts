import { storageRefusal } from '@umschlag/core';
import { AppError, ERROR_STATUS, type ErrorCode, nothingHere } from '@umschlag/std';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { allowedMethods } from './route.ts';

/** What Fastify and its plugins refuse by themselves, in our codes. */
const CODE_BY_STATUS: Readonly<Record<number, keyof typeof SENTENCES>> = {
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  503: 'service_unavailable',
};

const SENTENCES = {
  invalid_request: 'The request is not valid.',
  method_not_allowed: 'This address does not know the method.',
  payload_too_large: 'The request is larger than this address takes.',
  unsupported_media_type: 'The body has a media type that this address does not take.',
  service_unavailable: 'The service is not available at the moment.',
} as const satisfies Partial<Record<ErrorCode, string>>;

function refusalByStatus(status: number, cause?: unknown): AppError {
  if (status === 404) return nothingHere(cause);
  const code = CODE_BY_STATUS[status] ?? 'invalid_request';
  return new AppError(code, SENTENCES[code], { cause });
}

/** Says what went wrong in the platform's codes. What is not known stays inside: an outage is never a refusal. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const refusal = storageRefusal(error);
  if (refusal) return refusal;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && (status < 500 || status === 503)) {
    return refusalByStatus(status, error);
  }
  return new AppError('internal_error', 'Something went wrong on our side.', { cause: error });
}

export function problemOf(error: AppError, requestId: string) {
  return { error: { code: error.code, message: error.message, details: error.details, requestId } };
}

function answer(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const retryAfter = error.details.retryAfterSeconds;
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  return reply
    .code(ERROR_STATUS[error.code])
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemOf(error, request.id));
}

/** The one place where errors become answers. */
export function installErrorHandler(api: Api): void {
  api.setErrorHandler((thrown, request, reply) => {
    const error = toAppError(thrown);
    const status = ERROR_STATUS[error.code];
    if (status >= 500) request.log.error({ err: thrown, code: error.code }, 'request failed');
    else request.log.debug({ code: error.code }, 'request refused');
    return answer(error, request, reply);
  });
}

/** An address that the router cannot read. Its own answer would repeat the address, which may hold a token. */
export function answerUnreadableAddress(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answer(refusalByStatus(400), request, reply);
}

/** What is not in the table: wrong method or unknown address below /api. */
export function answerUnknownApiPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0]!;
  const methods = allowedMethods(path);
  if (methods.length === 0) return answer(nothingHere(), request, reply);
  reply.header('allow', methods.join(', '));
  return answer(refusalByStatus(405), request, reply);
}
