import { expect, test } from 'vitest';
import type { SocketEvents } from './network.ts';
import { PokeListener } from './poke.ts';
import { ShortWay } from './short-way.ts';

test('what a line that was left still says on its way out says nothing of the new one', () => {
  const lines: SocketEvents[] = [];
  const timers = { after: () => () => undefined };
  const short = new ShortWay(timers);
  const taken: Uint8Array[] = [];
  short.take = (frame) => taken.push(frame) > 0;
  let pokes = 0;
  const poke = new PokeListener({
    network: {
      fetch: () => Promise.reject(new Error('not asked')),
      socket: (_url, on) => {
        lines.push(on);
        return { send: () => undefined, close: () => undefined };
      },
    },
    timers,
    random: () => 0.5,
    token: () => 'token',
    onPoke: () => (pokes += 1),
    short,
  });
  poke.start('https://bank.example');
  const [before] = lines;
  before!.open();
  poke.start('https://bank.example');
  lines[1]!.open();
  expect([poke.connected, pokes]).toEqual([true, 2]);
  before!.message(Uint8Array.of(1));
  before!.message('{"poke":1}');
  before!.close(1000);
  expect([poke.connected, pokes, taken]).toEqual([true, 2, []]);
  lines[1]!.message(Uint8Array.of(2));
  lines[1]!.close(1006);
  expect([poke.connected, pokes, taken.length]).toEqual([false, 4, 1]);
});
