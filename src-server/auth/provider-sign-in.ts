import { createHash } from 'node:crypto';
import { personByLogin } from '../../db/server/queries/credentials.ts';
import { keepFlow, peekFlow, takeFlow } from '../../db/server/queries/sign-in-flows.ts';
import type { Store } from '../../db/server/store.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { BeginProviderRequest, FinishProviderRequest } from '../../src-shared/sync/session-requests.ts';
import type { OidcClient, ProviderFailure } from './oidc.ts';
import type { TokenContext } from './refresh.ts';
import { openDevice, type SignedIn } from './sign-in.ts';
import { hashToken, newToken } from './token.ts';

/** What only the store that speaks SQL keeps is asked too: sign-ins under way. */
type Context = TokenContext & { readonly store: Store };

/** A person has so long to sign in at the provider. */
const FLOW_MS = 10 * 60_000;

export type ProviderSignInFailure = ProviderFailure | { type: 'NobodyHere' };

const challengeOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/**
 * Begins a sign-in at the bank's provider. The laptop keeps a secret of which only a hash comes here, and the answer
 * goes to its own loopback: whoever is sent somebody else's address to sign in at signs nobody else in.
 */
export async function beginProvider(
  context: Context,
  client: OidcClient,
  request: BeginProviderRequest,
  now: number,
): Promise<Result<string, ProviderFailure>> {
  const [state, nonce, verifier] = [0, 1, 2].map(() => newToken(context.secret)) as [string, string, string];
  const redirect = client.settings.redirect ?? request.returnTo;
  const url = await client.begin({ state, nonce, verifier, redirect });
  if (!url.ok) return url;
  const { challenge, returnTo } = request;
  const expiresAt = now + FLOW_MS;
  await keepFlow(context.store, {
    state: hashToken(state),
    challenge,
    nonce,
    verifier,
    redirect,
    returnTo,
    expiresAt,
  });
  return url;
}

/** Where an answer that came to the server itself is passed on to; null where nobody waits for it. */
export async function returnAddress(context: Context, state: string, now: number): Promise<string | null> {
  return (await peekFlow(context.store, hashToken(state), now))?.returnTo ?? null;
}

/** Ends it, once: the provider's answer is checked (state, nonce, PKCE, issuer, audience, times), and the person found. */
export async function finishProvider(
  context: Context,
  client: OidcClient,
  request: FinishProviderRequest,
  now: number,
): Promise<Result<SignedIn & { login: string }, ProviderSignInFailure>> {
  const { store } = context;
  const state = request.answer['state'] ?? '';
  const flow = await takeFlow(store, hashToken(state), now);
  if (!flow || flow.challenge !== challengeOf(request.secret))
    return err({ type: 'SignInRefused', code: 'no such sign-in' });
  const login = await client.finish({ ...flow, state }, request.answer);
  if (!login.ok) return login;
  const personId = login.value === null ? null : await personByLogin(store, login.value);
  const signedIn = personId === null ? null : await openDevice(context, { ...request, personId }, now);
  if (!signedIn || login.value === null) {
    await store.meta.appendAudit({
      at: now,
      action: 'sign_in_failed',
      personId,
      device: null,
      detail: 'provider',
    });
    return err({ type: 'NobodyHere' });
  }
  return ok({ ...signedIn, login: login.value });
}
