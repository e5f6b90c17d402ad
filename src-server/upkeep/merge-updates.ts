import * as Y from 'yjs';

/**
 * Several updates of a note's body as one that says the same (Yjs v1, base64). Updates are a set: in whatever order a
 * document takes them, however often, and merged with whichever others before, its text is the same; so what a laptop
 * still holds or sends again beside the merged one changes nothing.
 */
export const mergeUpdates = (bodies: readonly string[]): string =>
  Buffer.from(Y.mergeUpdates(bodies.map((body) => new Uint8Array(Buffer.from(body, 'base64'))))).toString(
    'base64',
  );
