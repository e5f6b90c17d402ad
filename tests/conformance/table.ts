import { readFileSync, statSync } from 'node:fs';
import { mendedFolds } from '../../src-shared/domain/calendar/ics-bytes.ts';

/** What is wrong with the question itself: said in one line, and the exit code is 2. */
export class BadInput extends Error {}

/** The text of a file that somebody named. Throws a `BadInput` where there is no such file, or nothing in it. */
export function readNamed(file: string): string {
  const about = statSync(file, { throwIfNoEntry: false });
  if (about === undefined) throw new BadInput(`${file}: no such file`);
  if (about.isDirectory()) throw new BadInput(`${file} is a folder; a file is expected`);
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new BadInput(`${file} is empty`);
  return text;
}

/** A calendar file as the desk reads it. */
export const readCalendar = (file: string): string =>
  new TextDecoder().decode(mendedFolds(readFileSync(file)));

/** Throws a `BadInput` where this is no folder. */
export function checkFolder(folder: string): void {
  const about = statSync(folder, { throwIfNoEntry: false });
  if (about === undefined) throw new BadInput(`${folder}: no such folder`);
  if (!about.isDirectory()) throw new BadInput(`${folder} is a file; a folder is expected`);
}

export interface Table<T> {
  readonly cases: readonly T[];
  /** Lines that are no JSON object, by their number from 1. */
  readonly badLines: readonly string[];
}

/** Reads a table of one JSON object a line; empty lines are none. */
export function readTable<T>(file: string): Table<T> {
  const cases: T[] = [];
  const badLines: string[] = [];
  for (const [i, line] of readNamed(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    const said = objectIn<T>(line);
    if (typeof said === 'string') badLines.push(`${file} line ${i + 1}: ${said}`);
    else cases.push(said);
  }
  return { cases, badLines };
}

function objectIn<T>(line: string): T | string {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as T) : 'no object';
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
