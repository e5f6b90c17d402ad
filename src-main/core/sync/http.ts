import type { DeskFailure, Obstacle } from '../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { Shape } from '../../../src-shared/sync/plain-shapes.ts';
import { refusedResponse } from '../../../src-shared/sync/protocol.ts';
import type { Network } from './network.ts';

/** How a request to the server may fail. `ServerDown` covers everything that is not the server's own word. */
export type NetFailure = Extract<
  DeskFailure,
  {
    type:
      | 'ServerDown'
      | 'ServerRefused'
      | 'TokenRevoked'
      | 'TokenExpired'
      | 'PasswordsOff'
      | 'ProviderDown'
      | 'SignInRefused'
      | 'NobodyHere'
      | 'WrongPassword'
      | 'UpdateNeeded'
      | 'TooManyTries'
      | 'Forked'
      | 'ManyDeletions';
  }
>;

export interface Call<T> {
  readonly server: string;
  /** From the root: `/sync/pull`. */
  readonly path: string;
  /** What is to be said, or the text of it in JSON. */
  readonly body: unknown;
  readonly token: string | null;
  readonly answer: Shape<T>;
}

const TIMEOUT_MS = 60_000;
const SLOW_DOWN_MS = 30_000;

/** The same for what is asked without a body. */
export const get = <T>(
  network: Network,
  call: Pick<Call<T>, 'server' | 'path' | 'answer'>,
): Promise<Result<T, NetFailure>> => ask(network, { ...call, token: null, body: undefined });

export const post = <T>(network: Network, call: Call<T>): Promise<Result<T, NetFailure>> =>
  ask(network, call);

/**
 * Posts JSON and reads the answer by its schema. An answer that is not JSON of that shape comes from a captive portal
 * or a proxy in between, not from the server: it counts as being offline.
 */
async function ask<T>(network: Network, call: Call<T>): Promise<Result<T, NetFailure>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.token !== null) headers['authorization'] = `Bearer ${call.token}`;
  let json: unknown;
  let response: Response;
  try {
    response = await network.fetch(urlOf(call.server, call.path), {
      method: call.body === undefined ? 'GET' : 'POST',
      headers,
      ...(call.body === undefined
        ? {}
        : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
      redirect: 'error',
      timeoutMs: TIMEOUT_MS,
    });
  } catch (thrown) {
    return err(downBecause(call.server, obstacleOf(thrown)));
  }
  const { status } = response;
  try {
    json = await response.json();
  } catch {
    // Something that is not our server: a page to sign in at, or an error page of a proxy.
    if (status === 413) return err({ type: 'ServerRefused', status });
    const after = retryAfterOf(response);
    if (status === 429) return err({ type: 'TooManyTries', retryAfterMs: after ?? SLOW_DOWN_MS });
    const down = downBecause(call.server, response.ok ? 'CaptivePortal' : 'ErrorPage');
    return err(after === null ? down : { ...down, retryAfterMs: after });
  }
  if (status >= 200 && status < 300) {
    const parsed = call.answer.safeParse(json);
    return parsed.success ? ok(parsed.data) : err(downBecause(call.server, 'CaptivePortal'));
  }
  return err(refusal(status, json, call.server, retryAfterOf(response)));
}

/** Longer than this nobody is kept away by a header. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** `Retry-After` in seconds, in ms here; null where there is none. Dates are not read: this laptop's clock may be wrong. */
function retryAfterOf(response: Response): number | null {
  const seconds = response.headers.get('retry-after')?.trim() ?? '';
  return /^\d{1,9}$/.test(seconds) ? Math.min(Number(seconds) * 1_000, LONGEST_WAIT_MS) : null;
}

/** What OpenSSL says at the handshake, by what a person can do about it. */
const HANDSHAKE: Readonly<Record<string, Obstacle>> = {
  CERT_HAS_EXPIRED: 'CertificateExpired',
  CERT_NOT_YET_VALID: 'CertificateEarly',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CertificateWrongHost',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CertificateUnknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'CertificateUnknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CertificateUnknown',
  UNABLE_TO_GET_ISSUER_CERT: 'CertificateUnknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CertificateUnknown',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'EncryptionTooOld',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'EncryptionTooOld',
  // OpenSSL has renamed it: no cipher that both know.
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': 'EncryptionTooOld',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'EncryptionTooOld',
  ERR_SSL_WRONG_VERSION_NUMBER: 'NotEncrypted',
};

/** What a failed request met; null: nobody answered. */
function obstacleOf(thrown: unknown): Obstacle | null {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (!(cause instanceof Error)) return null;
  if (cause.message === 'unexpected redirect') return 'CaptivePortal';
  return 'code' in cause ? (HANDSHAKE[String(cause.code)] ?? null) : null;
}

type Away = Extract<NetFailure, { type: 'ServerDown' }>;

const downBecause = (server: string, why: Obstacle | null): Away =>
  why === null ? { type: 'ServerDown', server } : { type: 'ServerDown', server, why };

export const urlOf = (server: string, path: string): string => new URL(path, server).toString();

/** What a refused request means for the desk. */
export function refusal(
  status: number,
  json: unknown,
  server: string,
  after: number | null = null,
): NetFailure {
  const parsed = refusedResponse.safeParse(json);
  const away = (why: Obstacle, wait: number | null): Away => ({
    ...{ type: 'ServerDown', server, why },
    ...(wait === null ? {} : { retryAfterMs: wait }),
  });
  if (!parsed.success)
    return status === 429
      ? { type: 'TooManyTries', retryAfterMs: after ?? SLOW_DOWN_MS }
      : away('ErrorPage', after);
  const { error, retryAfterMs, wipe, deletion } = parsed.data;
  if (error === 'WrongPassword') return { type: 'WrongPassword' };
  if (error === 'TokenRevoked') return { type: 'TokenRevoked', ...(wipe === undefined ? {} : { wipe }) };
  if (error === 'PasswordsOff' || error === 'SignInRefused' || error === 'NobodyHere') return { type: error };
  if (error === 'ProviderDown') return { type: error };
  if (error === 'TokenExpired') return { type: 'TokenExpired' };
  if (error === 'TooOld') return { type: 'UpdateNeeded' };
  if (error === 'Forked') return { type: 'Forked' };
  if (error === 'ManyDeletions' && deletion) return { type: 'ManyDeletions', ...deletion };
  if (error === 'TooManyRequests')
    return { type: 'TooManyTries', retryAfterMs: retryAfterMs ?? after ?? SLOW_DOWN_MS };
  if (error === 'Unavailable') return away('ServerUnwell', retryAfterMs ?? after);
  return { type: 'ServerRefused', status };
}
