import type { DraftPlace, LeftDraft } from '../../src-shared/contract/draft.ts';

const keyOf = ({ table, id, field }: DraftPlace): string => JSON.stringify([table, id, field]);

/**
 * What is being written while the disk is full: the window has it for as long as it stands, so that to look at another
 * screen, where one frees some space, loses nothing. A lock forgets it with the page.
 */
export class HeldDrafts {
  readonly #texts = new Map<string, { readonly place: DraftPlace; readonly text: string | null }>();

  /** Tells what became of a text that was to be written down; null: nothing is to be kept there any more. */
  told(place: DraftPlace, text: string | null, isWritten: boolean): void {
    this.#texts.delete(keyOf(place));
    if (!isWritten) this.#texts.set(keyOf(place), { place, text });
  }

  /** In place of what was written down there before. */
  at(place: DraftPlace, written: string | null): string | null {
    const held = this.#texts.get(keyOf(place));
    return held === undefined ? written : held.text;
  }

  /** Of a table, what is held before what was written down. */
  among(table: DraftPlace['table'], written: readonly LeftDraft[]): readonly LeftDraft[] {
    const held = [...this.#texts.values()].filter(({ place }) => place.table === table).toReversed();
    const isHeld = ({ id, field }: LeftDraft): boolean => this.#texts.has(keyOf({ table, id, field }));
    return [
      ...held.flatMap(({ place: { id, field }, text }) => (text === null ? [] : [{ id, field, text }])),
      ...written.filter((draft) => !isHeld(draft)),
    ];
  }
}
