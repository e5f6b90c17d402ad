import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from './bytes.ts';

it('bytes survive the trip as text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
    }),
  );
});

it('a file larger than the call stack is no problem', () => {
  const large = new Uint8Array(300_000).map((_, at) => at % 251);
  expect(fromBase64(toBase64(large)).length).toBe(300_000);
});
