import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { NoteDoc } from './note-doc.ts';

const text = (note: NoteDoc): Y.Text => note.doc.getText('t');

describe('the body of a note', () => {
  it('merges what two people typed offline, whatever arrives first', () => {
    const [a, b] = [new NoteDoc(() => undefined), new NoteDoc(() => undefined)];
    text(a).insert(0, '二期厂房');
    const start = { id: '1', body: a.takeTyped()! };
    b.take([start]);
    text(a).insert(4, ' 6 月封顶');
    text(b).insert(0, '拜访：');
    const [fromA, fromB] = [
      { id: '2', body: a.takeTyped()! },
      { id: '3', body: b.takeTyped()! },
    ];
    a.take([start, fromB]);
    b.take([fromA, start]);
    expect(text(a).toString()).toBe('拜访：二期厂房 6 月封顶');
    expect(text(b).toString()).toBe(text(a).toString());
  });

  it('hands out again what could not be kept, so that what was typed after it can be read', () => {
    const [note, other] = [new NoteDoc(() => undefined), new NoteDoc(() => undefined)];
    text(note).insert(0, '明渡');
    const failed = note.takeTyped()!;
    text(note).insert(2, '开户');
    note.putBack(failed);
    other.take([{ id: '1', body: note.takeTyped()! }]);
    expect(text(other).toString()).toBe('明渡开户');
    expect(note.takeTyped()).toBeNull();
  });

  it('goes on with text that was left unsent: it is there, and handed out again', () => {
    const [left, again, other] = [0, 1, 2].map(() => new NoteDoc(() => undefined)) as [
      NoteDoc,
      NoteDoc,
      NoteDoc,
    ];
    text(left).insert(0, '明渡');
    again.resume(left.takeTyped()!);
    text(again).insert(2, '开户');
    other.take([{ id: '1', body: again.takeTyped()! }]);
    expect(text(other).toString()).toBe('明渡开户');
  });

  it('hands out each keystroke once, and nothing that came from the store', () => {
    let typed = 0;
    const note = new NoteDoc(() => (typed += 1));
    const other = new NoteDoc(() => undefined);
    text(other).insert(0, 'x');
    note.take([{ id: '1', body: other.takeTyped()! }]);
    expect([note.takeTyped(), typed]).toEqual([null, 0]);
    text(note).insert(1, 'y');
    text(note).insert(2, 'z');
    expect(typed).toBe(2);
    expect(note.takeTyped()).not.toBeNull();
    expect(note.takeTyped()).toBeNull();
  });

  it('skips an update that cannot be read and keeps the rest', () => {
    const note = new NoteDoc(() => undefined);
    const other = new NoteDoc(() => undefined);
    text(other).insert(0, 'kept');
    expect(
      note.take([
        { id: '0', body: 'AAEC/w==' },
        { id: '1', body: other.takeTyped()! },
      ]),
    ).toEqual({ unreadable: 1 });
    expect(text(note).toString()).toBe('kept');
  });
});
