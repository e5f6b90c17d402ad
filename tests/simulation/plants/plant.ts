import type { Kind } from '../kind.ts';

/**
 * A bug put into the product on purpose, to see that the simulation finds it. It is a change of one file's text, made
 * while the file is loaded into the process that runs the histories: the files themselves, and so the shipped build,
 * hold nothing of it.
 */
export interface Plant {
  /** What is wrong then, as a rule that is broken: `the cursor is one too far`. */
  readonly name: string;
  /** From the root of the project: `src-server/pull/pull.ts`. */
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
  /** Histories of this kind are looked at first, where the bug lies in what only they do. */
  readonly kind?: keyof Kind;
}

/** The text with the bug in it. Throws where the text to change is not there exactly once: the file has moved on. */
export function planted(text: string, plant: Plant): string {
  const parts = text.split(plant.find);
  if (parts.length !== 2) {
    throw new Error(
      `"${plant.name}" needs \`${plant.find}\` once in ${plant.file}, found ${parts.length - 1} times`,
    );
  }
  return parts.join(plant.put);
}
