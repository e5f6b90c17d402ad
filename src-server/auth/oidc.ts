import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  discovery,
  fetchUserInfo,
  None,
  type Configuration,
} from 'openid-client';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import { isSafeServer } from '../../src-shared/kernel/server-address.ts';

/** The bank's OpenID Connect provider, by configuration. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null where the provider knows this server as a public client. */
  readonly clientSecret: string | null;
  /** The claim that holds a person's login here. */
  readonly claim: string;
  /** The bank says that every address of mail at this provider is its own: one counts unless it is said to be unverified. */
  readonly trustsMail?: boolean;
  /** What the button says. */
  readonly name: string;
  /** This server's own address for the answer, where the provider does not send it to a laptop's loopback. */
  readonly redirect: string | null;
}

/** What is kept of a sign-in between its beginning and its end. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
}

export type ProviderFailure = { type: 'ProviderDown' } | { type: 'SignInRefused'; code: string };

const TIMEOUT_S = 10;

/** Speaks to the provider; what it said of itself is asked once, and again only after it could not be reached. */
export class OidcClient {
  readonly settings: OidcSettings;
  #known: Promise<Configuration> | null = null;

  constructor(settings: OidcSettings) {
    this.settings = settings;
  }

  /** The address at which a person signs in. */
  async begin({ state, nonce, verifier, redirect }: Expected): Promise<Result<string, ProviderFailure>> {
    try {
      const url = buildAuthorizationUrl(await this.#configuration(), {
        redirect_uri: redirect,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return ok(url.href);
    } catch (thrown) {
      return err(failureOf(thrown));
    }
  }

  /** The login of whoever signed in, by the claim; null where the provider tells none. */
  async finish(
    { state, nonce, verifier, redirect }: Expected,
    answer: Readonly<Record<string, string>>,
  ): Promise<Result<string | null, ProviderFailure>> {
    try {
      const url = new URL(redirect);
      for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
      const tokens = await authorizationCodeGrant(await this.#configuration(), url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const told = tokens.claims();
      const login =
        told && (this.#loginIn(told) ?? this.#loginIn(await this.#ask(tokens.access_token, told.sub)));
      return ok(login ?? null);
    } catch (thrown) {
      return err(failureOf(thrown));
    }
  }

  #loginIn(claims: Readonly<Record<string, unknown>>): string | null {
    const { claim, trustsMail = false } = this.settings;
    if (claim === 'email' && !isVerified(claims['email_verified'], trustsMail)) return null;
    const login = claims[claim];
    return typeof login === 'string' && login !== '' ? login : null;
  }

  /** Many providers tell no more than a number in the token, and the rest when they are asked. */
  async #ask(accessToken: string, subject: string): Promise<Readonly<Record<string, unknown>>> {
    const configuration = await this.#configuration();
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return fetchUserInfo(configuration, accessToken, subject);
  }

  #configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    // Plain HTTP only on this machine, for a trial.
    const execute = issuer.startsWith('http:') && isSafeServer(issuer) ? [allowInsecureRequests] : [];
    this.#known ??= discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? None() : ClientSecretPost(clientSecret),
      { execute, timeout: TIMEOUT_S },
    ).catch((thrown: unknown) => {
      this.#known = null;
      throw thrown;
    });
    return this.#known;
  }
}

/**
 * An address of mail that the provider did not verify may be anybody's, and one of which it says nothing too. Some say it
 * in words instead of a boolean.
 */
function isVerified(said: unknown, trusted: boolean): boolean {
  if (said === undefined || said === null) return trusted;
  return said === true || said === 'true';
}

/** The provider's word, by its code; everything that is not its word is its being away. Never with a value in it. */
function failureOf(thrown: unknown): ProviderFailure {
  const { code, status, cause } = thrown as { code?: unknown; status?: unknown; cause?: unknown };
  const answered = cause instanceof Response ? cause.status : status;
  if (typeof answered === 'number' && answered >= 500) return { type: 'ProviderDown' };
  const isWord = typeof code === 'string' && code.startsWith('OAUTH_') && code !== 'OAUTH_TIMEOUT';
  return isWord ? { type: 'SignInRefused', code } : { type: 'ProviderDown' };
}
