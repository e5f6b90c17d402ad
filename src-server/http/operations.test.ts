import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderObjects } from '../blobs/folder-objects.ts';
import { LIMITS } from '../context.ts';
import { createServer, type Server } from '../create-server.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
let server: Server | null;
beforeEach(async () => {
  kit = await aServer();
  server = null;
});
afterEach(async () => {
  await server?.close();
  await kit.close();
});

async function behind(trustProxy?: string): Promise<Server> {
  server = await createServer({
    store: kit.store,
    world: { now: () => kit.now, random: () => 0.5 },
    secret: randomBytes,
    objects: folderObjects('/nonexistent'),
    log: { level: 'silent', stream: process.stderr },
    limits: { ...LIMITS, signIn: 1 },
    ...(trustProxy === undefined ? {} : { trustProxy }),
  });
  return server;
}

const signIn = async ({ app }: Server, from: string): Promise<number> => {
  const answer = await app.inject({
    method: 'POST',
    url: '/session',
    headers: { 'x-forwarded-for': from },
    payload: { login: 'nobody', password: 'x', deviceName: 'x' },
  });
  return answer.statusCode;
};

describe('the limit of sign-ins', () => {
  it('counts whom a trusted proxy names', async () => {
    const app = await behind('loopback');
    expect([await signIn(app, '10.0.0.1'), await signIn(app, '10.0.0.2')]).toEqual([401, 401]);
    expect(await signIn(app, '10.0.0.1')).toBe(429);
  });

  it('believes nobody else about where a request comes from', async () => {
    const app = await behind();
    expect([await signIn(app, '10.0.0.1'), await signIn(app, '10.0.0.2')]).toEqual([401, 429]);
  });
});

describe('/readyz', () => {
  it('says no once the process is going to end, while /healthz still says yes', async () => {
    const { app, leave } = await behind();
    const status = async (url: string) => (await app.inject({ url })).statusCode;
    expect([await status('/readyz'), await status('/healthz')]).toEqual([200, 200]);
    leave();
    expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
  });
});
