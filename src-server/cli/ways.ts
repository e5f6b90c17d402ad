import type { OidcSettings } from '../auth/oidc.ts';
import type { Ways } from '../context.ts';
import { isSafeServer } from '../../src-shared/kernel/server-address.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What is said of addresses where the provider says nothing. */
const TRUSTED = 'trusted';

/**
 * How one may sign in, from the environment, where secrets belong:
 *
 * - `SEMICOLON_OIDC_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET` (none for a public client);
 * - `SEMICOLON_OIDC_CLAIM`: which claim is the login here (`preferred_username`);
 * - `SEMICOLON_OIDC_EMAIL=trusted`: with `email` as that claim an address counts also where the provider says nothing of
 *   `email_verified`: only for a provider at which nobody chooses an address;
 * - `SEMICOLON_OIDC_NAME`: what the button says (the issuer's host);
 * - `SEMICOLON_OIDC_REDIRECT`: `https://THIS_SERVER/session/provider/callback`, where the provider takes no loopback
 *   address; without it laptops are answered at `http://127.0.0.1:PORT/signed-in` (RFC 8252);
 * - `SEMICOLON_PASSWORDS=off`: only the provider.
 */
export function waysFrom(env: Env, usage: (detail: string) => Error): Ways {
  const provider = providerFrom(env, usage);
  const passwords = env['SEMICOLON_PASSWORDS'] !== 'off';
  if (!passwords && provider === null) throw usage('SEMICOLON_PASSWORDS=off, SEMICOLON_OIDC_ISSUER?');
  return { passwords, provider };
}

function providerFrom(env: Env, usage: (detail: string) => Error): OidcSettings | null {
  const of = (name: string): string | null => env[`SEMICOLON_OIDC_${name}`] || null;
  const issuer = of('ISSUER');
  if (issuer === null) return null;
  if (!isSafeServer(issuer) || !URL.canParse(issuer)) throw usage(`SEMICOLON_OIDC_ISSUER=${issuer}?`);
  const clientId = of('CLIENT_ID');
  if (clientId === null) throw usage('SEMICOLON_OIDC_CLIENT_ID?');
  const redirect = of('REDIRECT');
  if (redirect !== null && !isSafeServer(redirect)) throw usage(`SEMICOLON_OIDC_REDIRECT=${redirect}?`);
  const mail = of('EMAIL');
  if (mail !== null && mail !== TRUSTED) throw usage(`SEMICOLON_OIDC_EMAIL=${mail}?`);
  return {
    issuer,
    clientId,
    clientSecret: of('CLIENT_SECRET'),
    claim: of('CLAIM') ?? 'preferred_username',
    trustsMail: mail === TRUSTED,
    name: of('NAME') ?? new URL(issuer).host,
    redirect,
  };
}
