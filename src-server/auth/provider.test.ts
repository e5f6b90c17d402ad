import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditLines } from '../../db/server/queries/audit.ts';
import { openLaptop } from '../../tests/compat/today/laptop.ts';
import { anIdentityProvider, browse, type IdentityProvider } from '../../tests/support/identity-provider.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';
import { OidcClient } from './oidc.ts';

let idp: IdentityProvider;
let kit: Kit;
let url: string;
const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-provider-'));
beforeAll(async () => {
  idp = await anIdentityProvider();
  const { issuer, clientId } = idp;
  const claim = 'preferred_username';
  const provider = { issuer, clientId, clientSecret: null, claim, name: '统一登录', redirect: null };
  kit = await aServer({ ways: { passwords: false, provider } });
  // ID tokens are checked against the clock of the machine.
  kit.now = Date.now();
  url = await kit.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await kit.close();
  await idp.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  idp.tamper = null;
  idp.person = 'a';
});

const secret = 'known to the laptop alone';
const post = async (where: string, payload: object): Promise<[number, Record<string, unknown>]> => {
  const answer = await kit.app.inject({ method: 'POST', url: where, payload });
  return [answer.statusCode, answer.json()];
};
async function begun(): Promise<string> {
  const challenge = createHash('sha256').update(secret).digest('base64url');
  const [status, { url: address }] = await post('/session/provider/begin', {
    challenge,
    returnTo: 'http://127.0.0.1:9/signed-in',
  });
  expect(status).toBe(200);
  return String(address);
}
const brought = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await browse(await begun(), false)).searchParams);
const finish = (answer: Record<string, string>, more: object = {}) =>
  post('/session/provider/finish', {
    secret,
    answer,
    deviceName: '笔记本',
    system: 'linux',
    renews: true,
    ...more,
  });
const REFUSED = [401, { error: 'SignInRefused' }];

describe('signing in at the bank’s provider', () => {
  it('makes the desk that of whoever signed in there, without a password', async () => {
    const laptop = openLaptop({ folder, now: () => kit.now, random: Math.random });
    expect(await laptop.run('session.ways', { server: url })).toMatchObject({
      value: { passwords: false, provider: { name: '统一登录' } },
    });
    const { value } = await laptop.run('session.beginProvider', { server: url });
    const done = laptop.run('session.finishProvider', {});
    await browse((value as { url: string }).url);
    expect(await done).toMatchObject({ ok: true });
    expect(await laptop.run('sync.now', {})).toMatchObject({ ok: true });
    expect(laptop.rows('person', `id = 'A'`)).toHaveLength(1);
    await laptop.close();
  });

  it('ends when the person gives up, or begins anew', async () => {
    const other = path.join(folder, 'other');
    const laptop = openLaptop({ folder: other, now: () => kit.now, random: Math.random });
    expect(await laptop.run('session.beginProvider', { server: url })).toMatchObject({ ok: true });
    const done = laptop.run('session.finishProvider', {});
    await laptop.run('session.cancelProvider', {});
    expect(await done).toMatchObject({ error: { type: 'SignInCancelled' } });
    await laptop.close();
  });

  it('comes back to a port that there is', async () => {
    const challenge = 'c'.repeat(43);
    const returnTo = 'http://127.0.0.1:99999/signed-in';
    expect((await post('/session/provider/begin', { challenge, returnTo }))[0]).toBe(400);
  });

  it('is the only way where passwords are switched off', async () => {
    const asked = { login: 'a', password: 'x', deviceName: '' };
    expect(await post('/session', asked)).toEqual([403, { error: 'PasswordsOff' }]);
  });

  it('of somebody whom the bank’s server does not know says so, and leaves a line in the log', async () => {
    idp.person = 'stranger';
    expect(await finish(await brought())).toEqual([403, { error: 'NobodyHere' }]);
    const told = [];
    for await (const line of auditLines(kit.store)) told.push([line.action, line.detail]);
    expect(told.at(-1)).toEqual(['sign_in_failed', 'provider']);
  });

  it('serves once, for the laptop that began it, and not for ever', async () => {
    const answer = await brought();
    expect((await finish(answer))[0]).toBe(200);
    expect(await finish(answer)).toEqual(REFUSED);
    expect(await finish(await brought(), { secret: 'somebody else’s' })).toEqual(REFUSED);
    const late = await brought();
    kit.now += 11 * 60_000;
    expect(await finish(late)).toEqual(REFUSED);
    kit.now = Date.now();
  });

  it('does not take a state that was changed, nor the answer to another sign-in', async () => {
    const [one, two] = [await brought(), await brought()];
    expect(await finish({ ...one, state: randomBytes(32).toString('base64url') })).toEqual(REFUSED);
    expect(await finish({ ...one, state: two['state'] ?? '' })).toEqual(REFUSED);
    expect(await finish({ ...one, code: 'made up' })).toEqual(REFUSED);
    expect(await finish({ state: one['state'] ?? '', error: 'access_denied' })).toEqual(REFUSED);
  });

  const hour = 3_600;
  it.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['for another sign-in (nonce)', (claims) => ({ ...claims, nonce: 'another' })],
    ['without a nonce', (claims) => ({ ...claims, nonce: undefined })],
    ['for another program (audience)', (claims) => ({ ...claims, aud: 'payroll' })],
    ['of another provider (issuer)', (claims) => ({ ...claims, iss: 'https://elsewhere.example' })],
    ['that is over', (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - hour })],
    ['that is not good yet', (claims) => ({ ...claims, nbf: Math.floor(Date.now() / 1000) + hour })],
  ])('does not take a token %s', async (_what, tamper) => {
    const answer = await brought();
    idp.tamper = tamper;
    expect(await finish(answer)).toEqual(REFUSED);
  });

  it('takes a token that was signed anew and is right', async () => {
    const answer = await brought();
    idp.tamper = (claims) => ({ ...claims });
    expect((await finish(answer))[0]).toBe(200);
  });
});

it('a provider that is away is named, and a way back through the server reaches the laptop', async () => {
  const down = await aServer({
    ways: {
      passwords: true,
      provider: {
        issuer: 'http://127.0.0.1:9',
        clientId: 'x',
        clientSecret: 's',
        claim: 'sub',
        name: 'x',
        redirect: null,
      },
    },
  });
  try {
    const challenge = createHash('sha256').update(secret).digest('base64url');
    const payload = { challenge, returnTo: 'http://127.0.0.1:9/signed-in' };
    const answer = await down.app.inject({ method: 'POST', url: '/session/provider/begin', payload });
    expect([answer.statusCode, answer.json()]).toEqual([503, { error: 'ProviderDown' }]);
  } finally {
    await down.close();
  }
  const state = new URL(await begun()).searchParams.get('state') ?? '';
  const relayed = await kit.app.inject(`/session/provider/callback?code=c&state=${state}`);
  expect([relayed.statusCode, relayed.headers.location]).toEqual([
    303,
    `http://127.0.0.1:9/signed-in?code=c&state=${state}`,
  ]);
  expect((await kit.app.inject('/session/provider/callback?code=c&state=made-up')).statusCode).toBe(401);
});

describe('an address of mail', () => {
  const expected = {
    state: 's',
    nonce: 'n',
    verifier: 'v'.repeat(43),
    redirect: 'http://127.0.0.1:9/signed-in',
  };
  /** Whom it names, by what the provider says of it and whether the bank trusts its addresses. */
  async function named(claims: object, trustsMail = false): Promise<unknown> {
    const { issuer, clientId } = idp;
    const common = { clientSecret: null, claim: 'email', name: 'x', redirect: null };
    const byMail = new OidcClient({ issuer, clientId, ...common, trustsMail });
    idp.tamper = (told) => ({ ...told, email: 'a', ...claims });
    const begun = await byMail.begin(expected);
    if (!begun.ok) throw new Error(begun.error.type);
    const answer = (await browse(begun.value, false)).searchParams;
    const found = await byMail.finish(expected, Object.fromEntries(answer));
    return found.ok ? found.value : found.error;
  }

  it('names somebody where the provider says that it verified it', async () => {
    expect(await named({ email_verified: true })).toBe('a');
    expect(await named({ email_verified: 'true' })).toBe('a');
  });

  it.each([{}, { email_verified: false }, { email_verified: 'false' }, { email_verified: 1 }])(
    'names nobody where it says %j: it may be anybody’s',
    async (claims) => expect(await named(claims)).toBeNull(),
  );

  it('names somebody without a word of the provider where the bank trusts its addresses, and not against one', async () => {
    expect(await named({}, true)).toBe('a');
    expect(await named({ email_verified: false }, true)).toBeNull();
  });
});
