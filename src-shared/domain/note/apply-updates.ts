import * as Y from 'yjs';

/**
 * Takes updates of a note's body into its document, in whatever order they come and however they were merged. An update
 * that cannot be read is left out; returned is how many there were.
 *
 * Yjs keeps what waits for something else, but remembers for each writer only one thing that it waits for, and where
 * parts wait for each other that may be the wrong one: all would be there, and text stay unseen. So what waits is offered again
 * until nothing more comes of it.
 */
export function applyUpdates(doc: Y.Doc, updates: Iterable<Uint8Array>, origin?: unknown): number {
  let unreadable = 0;
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update, origin);
    } catch {
      unreadable += 1;
    }
  }
  for (let had = -1; doc.store.pendingStructs !== null && had < taken(doc);) {
    had = taken(doc);
    Y.applyUpdateV2(doc, doc.store.pendingStructs.update, origin);
  }
  return unreadable;
}

/** How much of all writers is in the document: it only grows. */
const taken = (doc: Y.Doc): number =>
  [...doc.store.clients.keys()].reduce((sum, client) => sum + Y.getState(doc.store, client), 0);
