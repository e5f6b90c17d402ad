import * as Y from 'yjs';

/** The field of the document that the editor's Collaboration extension binds to. */
const FIELD = 'default';
const EXCERPT_MAX = 300;

/**
 * The first update of a note's body: one paragraph a line, in the shape of the editor's document. Base64, Yjs v1.
 * `client` names the writer inside the document; two writers of one document must not share it.
 */
export function firstUpdate(text: string, client: number): string {
  const doc = new Y.Doc();
  doc.clientID = client;
  const paragraphs = text.split(/\r?\n/).map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    if (line !== '') paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  doc.getXmlFragment(FIELD).insert(0, paragraphs);
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

/** True where the bytes are an update that a document can take. */
export function isUpdate(base64: string): boolean {
  try {
    Y.applyUpdate(new Y.Doc(), Buffer.from(base64, 'base64'));
    return true;
  } catch {
    return false;
  }
}

/** The beginning of a text, on one line, for lists and search; never half a character. */
export function excerptOf(text: string): string | null {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line === '') return null;
  return line.length <= EXCERPT_MAX ? line : line.slice(0, EXCERPT_MAX).replace(/[\uD800-\uDBFF]$/, '');
}
