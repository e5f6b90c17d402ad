import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { WIPE_REASONS, type LockState } from '../../../src-shared/contract/lock.ts';
import { blobFolder } from '../data-folder.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { replaceFile } from './replace-file.ts';

export type WipeFacts = NonNullable<LockState['wiped']>;

const mark = z.object({
  at: z.number(),
  reason: z.enum(WIPE_REASONS),
  handedOver: z.number(),
  lost: z.number(),
});

/** Says that this desk was erased, and why, until it belongs to somebody again. */
const markFile = (folder: string): string => path.join(folder, 'desk.wiped.json');

/**
 * Erases a desk: first the mark (a wipe that is cut off goes on at the next start), then the key, which makes the rest
 * unreadable, then the files. Nothing may have them open.
 */
export async function eraseDesk(folder: string, keeper: KeyKeeper, facts: WipeFacts): Promise<void> {
  replaceFile(markFile(folder), JSON.stringify(facts));
  await finishErasing(folder, keeper);
}

/** What is left of a desk that was erased: nothing but the mark. May be repeated. */
export async function finishErasing(folder: string, keeper: KeyKeeper): Promise<void> {
  await keeper.destroy();
  for (const name of readdirSync(folder)) {
    const own = name.startsWith('desk.') && name !== path.basename(markFile(folder));
    if (own) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  rmSync(blobFolder(folder), { recursive: true, force: true });
}

/** The mark of a wipe; null where this desk was not erased. One that cannot be read still counts. */
export function readWipe(folder: string): WipeFacts | null {
  if (!existsSync(markFile(folder))) return null;
  try {
    return mark.parse(JSON.parse(readFileSync(markFile(folder), 'utf8')));
  } catch {
    return { at: 0, reason: 'unknown', handedOver: 0, lost: 0 };
  }
}

export const forgetWipe = (folder: string): void => rmSync(markFile(folder), { force: true });
