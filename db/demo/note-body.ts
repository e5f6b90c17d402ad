import * as Y from 'yjs';

/**
 * The Yjs update (v1 encoding, base64) of a body with these paragraphs, in the shape that TipTap's collaboration
 * reads: an XML fragment `default` of `paragraph` elements. `client` makes it the same bytes for the same text.
 */
export function noteBody(paragraphs: readonly string[], client: number): string {
  const doc = new Y.Doc();
  doc.clientID = client;
  const fragment = doc.getXmlFragment('default');
  doc.transact(() => {
    fragment.insert(
      0,
      paragraphs.map((line) => {
        const paragraph = new Y.XmlElement('paragraph');
        if (line !== '') paragraph.insert(0, [new Y.XmlText(line)]);
        return paragraph;
      }),
    );
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return Buffer.from(update).toString('base64');
}
