import { Extension } from '@tiptap/core';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * How much a note holds, in characters and two for each paragraph. What is written at once travels as one change, and a
 * note of this size fits into it whatever it is made of; longer texts are files.
 */
export const LONGEST_NOTE = 40_000;

/**
 * Keeps a note from growing beyond what can be saved: text that could never be stored must not stand in the editor as
 * if it were. What colleagues wrote is always taken, and shortening works at any length.
 */
export function lengthPlugin(longest: number, refused: () => void): Plugin {
  const fits = (change: Transaction): boolean =>
    !change.docChanged ||
    change.getMeta(ySyncPluginKey) !== undefined ||
    change.doc.content.size <= Math.max(longest, change.before.content.size);
  return new Plugin({
    filterTransaction: (change) => {
      const kept = fits(change);
      if (!kept) refused();
      return kept;
    },
  });
}

/** The limit as a part of the editor; `refused` tells the person. */
export const noteLength = (refused: () => void): Extension =>
  Extension.create({
    name: 'noteLength',
    addProseMirrorPlugins: () => [lengthPlugin(LONGEST_NOTE, refused)],
  });
