import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isOutage } from '../../db/server/store.ts';
import { framesOf } from '../../src-shared/kernel/frames.ts';
import type { Shape } from '../../src-shared/sync/plain-shapes.ts';
import { RightsMissing } from '../missing-rights.ts';
import type { RefusedResponse } from '../../src-shared/sync/protocol.ts';
import { REFUSAL_STATUS } from '../../src-shared/sync/refusal-status.ts';

/** A refused request. Thrown inside a route, sent by the error handler. */
export class Refused extends Error {
  readonly body: RefusedResponse;

  constructor(error: RefusedResponse['error'], more: Omit<RefusedResponse, 'error'> = {}) {
    super(error);
    this.body = { error, ...more };
  }
}

/** The parsed message, or a refusal that says where it does not fit, never with which value. */
export function parse<T>(schema: Shape<T>, message: unknown): T {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refused('BadRequest', { detail: `${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'invalid'}` });
}

const RETRY_MS = 5_000;
const DISK = 'disk';

/** The database's, or the one for attachments. */
const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', '53100'].includes(String(error.code));

/** What to answer for an error; null where it is a fault of ours. */
export function refusalOf(error: unknown): RefusedResponse | null {
  if (error instanceof Refused) return error.body;
  const { statusCode } = error as Partial<FastifyError>;
  if (statusCode === 413) return { error: 'TooLarge' };
  if (statusCode === 429) return { error: 'TooManyRequests', retryAfterMs: RETRY_MS };
  if (statusCode === 404) return { error: 'NotFound' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { error: 'BadRequest' };
  // Room is made by people: the laptop asks again, and the log says what is missing.
  if (isDiskFull(error)) return { error: 'Unavailable', detail: DISK, retryAfterMs: RETRY_MS };
  if (isOutage(error) || error instanceof RightsMissing) {
    return { error: 'Unavailable', retryAfterMs: RETRY_MS };
  }
  return null;
}

/** What of an error may be logged: a database's message quotes the values that it did not like. */
export function errorFacts(error: unknown): { name: string; code: string | undefined; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, at: [] };
  return {
    name: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    at: framesOf(error),
  };
}

/** What whoever runs the server must learn of a refusal; null where it is nobody's business. */
export const trouble = (body: RefusedResponse | null): string | null =>
  body === null ? 'fault' : body.error === 'Unavailable' && body.detail === DISK ? 'the disk is full' : null;

/** The status and body of the answer to an error, a fault of ours among them. */
export function refusedAnswer(error: unknown): { status: number; body: RefusedResponse; isFault: boolean } {
  const body = refusalOf(error);
  if (body) return { status: REFUSAL_STATUS[body.error], body, isFault: false };
  return {
    status: 500,
    body: { error: 'Unavailable', detail: 'fault', retryAfterMs: RETRY_MS },
    isFault: true,
  };
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body, isFault } = refusedAnswer(error);
  if (error instanceof RightsMissing)
    request.log.error({ person: error.personId, scopes: error.scopes }, 'rights are missing');
  const told = trouble(isFault ? null : body);
  if (told !== null) request.log.error({ fault: errorFacts(error), route: request.routeOptions.url }, told);
  if (body.retryAfterMs !== undefined) {
    void reply.header('retry-after', Math.ceil(body.retryAfterMs / 1000));
  }
  void reply.code(status).send(body);
}
