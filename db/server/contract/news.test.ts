/** What the server relies on in its store: held by PostgreSQL, PGlite and memory (`SERVER_STORE`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aStore } from '../../../tests/support/server-store.ts';
import { type Store } from '../store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

describe('what a server tells the others', () => {
  it('is heard on the channel by everybody who listens, until they stop', async () => {
    const heard: string[] = [];
    let arrived = (): void => {};
    const listen = (name: string) =>
      store.listen('news', (payload) => {
        heard.push(`${name} ${payload}`);
        arrived();
      });
    const one = await listen('one');
    await listen('two');
    const first = new Promise<void>((resolve) => {
      arrived = () => void (heard.length === 2 && resolve());
    });
    await store.notify('news', 'first');
    await first;
    await one();
    const second = new Promise<void>((resolve) => (arrived = resolve));
    await store.notify('news', 'second');
    await second;
    expect(heard.sort()).toEqual(['one first', 'two first', 'two second']);
  });
});
