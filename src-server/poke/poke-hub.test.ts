import { expect, it } from 'vitest';
import { PokeHub, type Pokeable } from './poke-hub.ts';

it('lets a laptop go that leaves while its new rights are read', async () => {
  let answer = (): void => {};
  let slow = false;
  const hub = new PokeHub(async () => {
    if (slow) await new Promise<void>((resolve) => (answer = resolve));
    return new Set(['book:b']);
  });
  let pokes = 0;
  const laptop: Pokeable = {
    device: 1,
    personId: 'A',
    poke: async () => void (pokes += 1),
    refuse: () => undefined,
  };
  await hub.join(laptop);
  slow = true;
  const telling = hub.tell({ scopes: [], people: ['A'], except: 0 });
  hub.leave(laptop);
  answer();
  await telling;
  expect([hub.size, pokes]).toEqual([0, 1]);
});

it('sends a laptop away whose person holds no right any more', async () => {
  let rights = ['book:b'];
  const hub = new PokeHub(async () => new Set(rights));
  let refused = 0;
  await hub.join({ device: 1, personId: 'A', poke: async () => undefined, refuse: () => (refused += 1) });
  rights = [];
  await hub.tell({ scopes: [], people: ['A'], except: 0 });
  expect([hub.size, refused]).toEqual([0, 1]);
});
