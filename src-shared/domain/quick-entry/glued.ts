import { EN_DAY } from './weekdays.ts';

/** Fri3pm, tomorrow9:30, Mon3-4pm: a day with its time, written in one. */
const GLUED = new RegExp(
  `(?<=\\b(?:${EN_DAY}|today|tonight|tom+or+ow|tmrw?))(?=\\d{1,2}(?:(?:[:.]\\d{2})?\\s*[ap]\\.?m\\b|:\\d{2}|\\s*-\\s*\\d))`,
  'gi',
);

/** The sentence with the blanks that were left out, and where they stand in it. */
export function unglued(sentence: string): { text: string; cuts: readonly number[] } {
  const cuts: number[] = [];
  const text = sentence.replaceAll(GLUED, (_nothing, at: number) => {
    cuts.push(at + cuts.length);
    return ' ';
  });
  return { text, cuts };
}

/** Where a place in the text with blanks is in the sentence as it was typed. */
export const asTyped = (at: number, cuts: readonly number[]): number =>
  at - cuts.filter((cut) => cut < at).length;
