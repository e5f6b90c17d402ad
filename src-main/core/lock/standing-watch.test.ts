import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StandingWatch, type Verdict } from './standing-watch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-standing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a locked desk asks, and whether it is to be erased, where its file says that its server is there. */
async function asked(server: string): Promise<{ urls: string[]; verdicts: Verdict[] }> {
  const standing = { server, device: 4, proof: 'ab', lost: 1, parcels: [] };
  writeFileSync(path.join(folder, 'desk.standing.json'), JSON.stringify(standing));
  const urls: string[] = [];
  const verdicts: Verdict[] = [];
  const looked = Promise.withResolvers<void>();
  const watch = new StandingWatch({
    folder,
    network: {
      fetch: (url) => {
        urls.push(url);
        return Promise.resolve(Response.json({ wipe: 'revoked' }));
      },
      socket: () => {
        throw new Error('not asked');
      },
    },
    // It looks again only once it has looked.
    timers: { after: () => (looked.resolve(), () => undefined) },
    erase: (verdict) => verdicts.push(verdict),
  });
  watch.start();
  await looked.promise;
  watch.stop();
  return { urls, verdicts };
}

test('a locked desk asks its server whether it is to be erased', async () => {
  expect(await asked('https://crm.bank.example')).toEqual({
    urls: ['https://crm.bank.example/session/standing'],
    verdicts: [{ reason: 'revoked', handedOver: 0, lost: 1 }],
  });
});

test('what a file says is another machine without TLS is neither told anything nor believed', async () => {
  expect(await asked('http://crm.bank.example')).toEqual({ urls: [], verdicts: [] });
});
