import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyUpdates } from './apply-updates.ts';

const FIELD = 'text';
const writer = (clientID: number): Y.Doc => Object.assign(new Y.Doc(), { clientID });

/** What `doc` writes at the beginning of the text, having taken in `heard`. */
function write(doc: Y.Doc, text: string, heard: readonly Uint8Array[] = []): Uint8Array {
  applyUpdates(doc, heard);
  const before = Y.encodeStateVector(doc);
  doc.getText(FIELD).insert(0, text);
  return Y.encodeStateAsUpdate(doc, before);
}

it('text that waits for each other in two merged updates is all there once both are', () => {
  const [a, b] = [writer(1), writer(2)];
  const first = write(a, '1');
  const answer = write(b, '2', [first]);
  const second = write(a, '3', [answer]);
  const third = write(a, '4');
  const doc = new Y.Doc();
  const unreadable = applyUpdates(doc, [Y.mergeUpdates([third, answer]), Y.mergeUpdates([second, first])]);
  expect(doc.getText(FIELD).toJSON()).toBe('4321');
  expect(unreadable).toBe(0);
});

it('what waits for something that is not there yet waits on, and the rest is shown', () => {
  const [a, b] = [writer(1), writer(2)];
  const first = write(a, '1');
  const answer = write(b, '2', [first]);
  const alone = write(writer(3), '0');
  const doc = new Y.Doc();
  applyUpdates(doc, [answer, alone]);
  expect(doc.getText(FIELD).toJSON()).toBe('0');
  applyUpdates(doc, [first]);
  expect(doc.getText(FIELD).toJSON()).toHaveLength(3);
});

it('an update that cannot be read takes nothing from the others', () => {
  const doc = new Y.Doc();
  expect(applyUpdates(doc, [new Uint8Array([9, 9]), write(writer(1), '1')])).toBe(1);
  expect(doc.getText(FIELD).toJSON()).toBe('1');
});
