import { describe, expect, it } from 'vitest';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { UnsentNotes } from './unsent-notes.ts';

const text = (update: string) => ({ update, excerpt: 'e' });

function aDesk() {
  const written: string[] = [];
  const desk = { written, failure: null as DeskFailure | null };
  const notes = new UnsentNotes(async ({ id, update }): Promise<Result<unknown, DeskFailure>> => {
    if (desk.failure) return err(desk.failure);
    written.push(`${id}/${update}`);
    return ok(undefined);
  });
  return { desk, notes };
}

describe('text of a note that was left while the program was down', () => {
  it('is written in the order of typing once the program is back, and only once', async () => {
    const { desk, notes } = aDesk();
    notes.keep('a', text('1'));
    notes.keep('a', text('2'));
    notes.keep('b', text('1'));
    await notes.send();
    await notes.send();
    expect(desk.written).toEqual(['a/1', 'a/2', 'b/1']);
  });

  it('waits on while the program is still down', async () => {
    const { desk, notes } = aDesk();
    notes.keep('a', text('1'));
    desk.failure = { type: 'NotAnswering' };
    await notes.send();
    desk.failure = null;
    await notes.send();
    expect(desk.written).toEqual(['a/1']);
  });

  it('keeps the window from closing unasked, until it is written', async () => {
    const { desk, notes } = aDesk();
    expect(notes.waiting).toBe(false);
    notes.keep('a', text('1'));
    desk.failure = { type: 'NotAnswering' };
    await notes.send();
    expect(notes.waiting).toBe(true);
    desk.failure = null;
    const sending = notes.send();
    expect(notes.waiting).toBe(true);
    await sending;
    expect(notes.waiting).toBe(false);
  });

  it('goes to the editor where the note is opened again first', async () => {
    const { desk, notes } = aDesk();
    notes.keep('a', text('1'));
    expect(notes.take('a')).toEqual([text('1')]);
    await notes.send();
    expect(desk.written).toEqual([]);
  });

  it('is given up where the note is no more', async () => {
    const { desk, notes } = aDesk();
    notes.keep('a', text('1'));
    desk.failure = { type: 'NotFound', what: 'note' };
    await notes.send();
    desk.failure = null;
    await notes.send();
    expect(desk.written).toEqual([]);
  });

  it('is given up where the desk was erased, also what is on its way or left a moment later', async () => {
    const { desk, notes } = aDesk();
    notes.keep('a', text('1'));
    desk.failure = { type: 'NotAnswering' };
    const sending = notes.send();
    notes.giveUp();
    notes.keep('b', text('1'));
    expect(notes.waiting).toBe(false);
    await sending;
    expect(notes.waiting).toBe(false);
    expect([...notes.take('a'), ...notes.take('b')]).toEqual([]);
  });
});
