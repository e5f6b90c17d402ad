import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDesk } from '../../../tests/support/desk.ts';
import { inputOf, nearly } from '../../../tests/support/from-schema.ts';
import { COMMANDS, QUERIES } from '../../../src-shared/contract/contract.ts';

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    -1,
    0.5,
    2 ** 53,
    '',
    '\u0000',
    '\ud800',
    '2026-13-45',
    '__proto__',
    'x'.repeat(3_000),
  ),
);
const input = fc.oneof(
  odd,
  fc.dictionary(fc.constantFrom('id', 'fields', 'text', 'limit', 'zone', 'from', 'to', 'start', 'slot'), odd),
);
/** Answered before or beside the engine: by the gate, or with the network. */
const elsewhere = (name: string): boolean => /^(lock|session|subscription|sync)\./.test(name);

test('every query and command answers malformed input with a value, never with a fault', () => {
  const desk = aDesk();
  const names = [...Object.keys(COMMANDS), 'no.such', '__proto__'].filter((name) => !elsewhere(name));
  const queries = [...Object.keys(QUERIES), 'no.such', '__proto__'].filter((name) => !elsewhere(name));
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom(...queries), input, (command, query, given) => {
      expect(typeof desk.engine.run(command, given).ok).toBe('boolean');
      expect(typeof desk.queries.ask(query, given).ok).toBe('boolean');
    }),
    { numRuns: 1_500 },
  );
  desk.close();
});

test('so do inputs made from each schema, right ones and ones with a single wrong place', () => {
  const desk = aDesk();
  const specs = [
    ...Object.entries(COMMANDS).map(([name, { input: schema }]) => ({ name, schema, isCommand: true })),
    ...Object.entries(QUERIES).map(([name, { input: schema }]) => ({ name, schema, isCommand: false })),
  ].filter(({ name }) => !elsewhere(name));
  for (const { name, schema, isCommand } of specs) {
    const right = inputOf(schema);
    fc.assert(
      fc.property(fc.oneof(right, nearly(right, odd)), (given) => {
        const answer = isCommand ? desk.engine.run(name, given) : desk.queries.ask(name, given);
        expect(typeof answer.ok).toBe('boolean');
      }),
      { numRuns: 12 },
    );
  }
  expect(specs.length).toBeGreaterThan(60);
  desk.close();
});
