/** A bank's OpenID Connect provider on this machine, and the browser of somebody who signs in there. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

type Claims = Record<string, unknown>;

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** Who sits before the browser. */
  person: string;
  /** Changes the claims of the next ID tokens; they are signed as the provider signs. */
  tamper: ((claims: Claims) => Claims) | null;
  close(): Promise<void>;
}

const CLIENT = 'semicolon';

export async function anIdentityProvider(redirects: readonly string[] = []): Promise<IdentityProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/signed-in', ...redirects],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'k' }] },
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => Promise.resolve({ sub: id, preferred_username: id }),
    }),
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
  });
  const self: IdentityProvider = {
    issuer,
    clientId: CLIENT,
    person: 'a',
    tamper: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  provider.use(async (context, next) => {
    await next();
    const token = context.path === '/token' && self.tamper ? context.body['id_token'] : undefined;
    if (typeof token !== 'string' || !self.tamper) return;
    const [head = '', body = ''] = token.split('.');
    const claims = self.tamper(JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims);
    const signed = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    context.body['id_token'] =
      `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  });
  const callback = provider.callback();
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      const result = { login: { accountId: self.person } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
    grant.addOIDCScope('openid profile email');
    const result = { consent: { grantId: await grant.save() } };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/')) void interact(request, response);
    else callback(request, response);
  });
  return self;
}

/**
 * Follows an address as a browser does, with its cookies, to where the sign-in ends. Returns the last address: that of
 * the loopback, which is visited too unless `visit` is false.
 */
export async function browse(from: string, visit = true): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(from);
  for (let hops = 0; hops < 20; hops += 1) {
    const isEnd = url.pathname === '/signed-in';
    if (isEnd && !visit) return url;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    await response.body?.cancel();
    const to = response.headers.get('location');
    if (isEnd || to === null) return url;
    url = new URL(to, url);
  }
  throw new Error('a circle');
}
