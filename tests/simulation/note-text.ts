import * as Y from 'yjs';
import { applyUpdates } from '../../src-shared/domain/note/apply-updates.ts';

/** The text of a note, as the editor puts it together from its updates. */
export function textOf(bodies: readonly string[]): string {
  const doc = new Y.Doc();
  applyUpdates(doc, bodies.map(bytesOf));
  return doc.getXmlFragment('default').toJSON();
}

export const bytesOf = (body: string): Uint8Array => Buffer.from(body, 'base64');
