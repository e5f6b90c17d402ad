import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyUpdates } from '../../src-shared/domain/note/apply-updates.ts';
import { mergeUpdates } from './merge-updates.ts';

interface Stroke {
  readonly who: number;
  readonly at: number;
  readonly text: string;
  readonly erase: number;
  /** Before it they take in what the other has typed so far. */
  readonly hears: boolean;
}

const strokes = fc.array(
  fc.record({
    who: fc.nat(2),
    at: fc.nat(30),
    text: fc.string({ maxLength: 4 }),
    erase: fc.nat(3),
    hears: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Three people type into one note, hearing of each other now and then; the updates in the order in which they were made. */
function typed(strokesOf: readonly Stroke[]): string[] {
  const docs = [1, 2, 3].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    return doc;
  });
  const made: string[] = [];
  for (const { who, at, text, erase, hears } of strokesOf) {
    const doc = docs[who]!;
    if (hears) for (const one of made) Y.applyUpdate(doc, Buffer.from(one, 'base64'));
    const before = Y.encodeStateVector(doc);
    const body = doc.getText('default');
    doc.transact(() => {
      const place = Math.min(at, body.length);
      body.delete(place, Math.min(erase, body.length - place));
      body.insert(place, text);
    });
    made.push(Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64'));
  }
  return made;
}

function textOf(updates: readonly string[]): string {
  const doc = new Y.Doc();
  applyUpdates(
    doc,
    updates.map((update) => Buffer.from(update, 'base64')),
  );
  return doc.getText('default').toJSON();
}

it('any order of updates and any compaction on the way give the same text', () => {
  fc.assert(
    fc.property(
      strokes,
      fc.infiniteStream(fc.nat()),
      fc.array(fc.record({ from: fc.nat(30), count: fc.integer({ min: 1, max: 12 }), keep: fc.boolean() }), {
        maxLength: 6,
      }),
      (given, order, compactions) => {
        const made = typed(given);
        const rows = [...made];
        for (let at = rows.length - 1; at > 0; at -= 1) {
          const other = order.next().value! % (at + 1);
          [rows[at], rows[other]] = [rows[other]!, rows[at]!];
        }
        for (const { from, count, keep } of compactions) {
          const part = rows.slice(from % rows.length, (from % rows.length) + count);
          const merged = mergeUpdates(part);
          // A laptop may still hold what was merged, or send it again.
          rows.splice(from % rows.length, part.length, merged, ...(keep ? part.slice(0, 2) : []));
        }
        expect(textOf(rows)).toBe(textOf(made));
      },
    ),
    { numRuns: 300 },
  );
});
