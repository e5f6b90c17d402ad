import { run } from '../../bridge/run.ts';
import { theClient } from '../../bridge/the-client.ts';
import { UnsentNotes } from './unsent-notes.ts';

let notes: UnsentNotes | null = null;

/** The window's unsent text of notes, made when it is first needed; written when the desk's program is back. */
export function theUnsentNotes(): UnsentNotes {
  if (notes) return notes;
  const made = new UnsentNotes((input) => run('note.write', input));
  theClient().onConnection(() => {
    if (theClient().connected) void made.send();
  });
  window.addEventListener('beforeunload', (event) => {
    if (made.waiting) event.preventDefault();
  });
  return (notes = made);
}
