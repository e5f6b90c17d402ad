import { Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { prosemirrorToYXmlFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toBase64 } from '../../app/parts/bytes.ts';
import { lengthPlugin, LONGEST_NOTE } from './note-length.ts';

const schema = new Schema({
  nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
});
const docOf = (...texts: string[]) =>
  schema.node(
    'doc',
    null,
    texts.map((text) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])),
  );

function editing(text: string, longest: number) {
  let refused = 0;
  let state = EditorState.create({
    doc: docOf(text),
    plugins: [lengthPlugin(longest, () => (refused += 1))],
  });
  return {
    type: (more: string) => void (state = state.apply(state.tr.insertText(more, 1))),
    fromColleague: (more: string) =>
      void (state = state.apply(
        state.tr.insertText(more, 1).setMeta(ySyncPluginKey, { isChangeOrigin: true }),
      )),
    cut: (length: number) => void (state = state.apply(state.tr.delete(1, 1 + length))),
    text: () => state.doc.textContent,
    refused: () => refused,
  };
}

describe('the length of a note', () => {
  it('a text that would make it too long is refused as a whole and said so', () => {
    const note = editing('四字文本', 12);
    note.type('太长了太长了太长了');
    expect([note.text(), note.refused()]).toEqual(['四字文本', 1]);
    note.type('放得下');
    expect([note.text(), note.refused()]).toEqual(['放得下四字文本', 1]);
  });

  it('what a colleague wrote is taken at any length, and can then be shortened', () => {
    const note = editing('四字文本', 12);
    note.fromColleague('太长了太长了太长了');
    note.cut(1);
    expect([note.text(), note.refused()]).toEqual(['长了太长了太长了四字文本', 0]);
  });

  it.each([
    ['Chinese in one paragraph', [`${'字'.repeat(LONGEST_NOTE - 2)}`]],
    ['paragraphs of one character', Array.from({ length: Math.floor(LONGEST_NOTE / 3) }, () => '字')],
    ['empty paragraphs', Array.from({ length: LONGEST_NOTE / 2 }, () => '')],
  ])('the longest note fits into one change: %s', (_what, texts) => {
    const doc = new Y.Doc();
    prosemirrorToYXmlFragment(docOf(...texts), doc.getXmlFragment('default'));
    // The contract's limit for what is written at once.
    expect(toBase64(Y.encodeStateAsUpdate(doc)).length).toBeLessThan(1_000_000);
  });
});
