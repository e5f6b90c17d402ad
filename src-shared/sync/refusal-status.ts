import type { RefusedResponse } from './protocol.ts';

/** The status of HTTP that a refusal comes with. The laptop goes by the name in the body: a proxy may say 403 or 503 on its own. */
export const REFUSAL_STATUS: Readonly<Record<RefusedResponse['error'], number>> = {
  BadRequest: 400,
  WrongPassword: 401,
  PasswordsOff: 403,
  ProviderDown: 503,
  SignInRefused: 401,
  NobodyHere: 403,
  TokenRevoked: 401,
  TokenExpired: 401,
  NotGranted: 403,
  NotFound: 404,
  Forked: 409,
  ManyDeletions: 409,
  TooLarge: 413,
  TooOld: 426,
  TooManyRequests: 429,
  Unavailable: 503,
};
