import type { Laptop } from '../../db/server/queries/devices.ts';
import type { Pusher } from './apply-changes.ts';

/** Says of two numbers of devices what they may be to each other. */
export interface Kinship {
  /** They may be one laptop's. */
  readonly mayBeOne: (device: number, other: number) => boolean;
  /** They are of copies of one laptop: both had the same number before. */
  readonly areCopies: (device: number, other: number) => boolean;
}

/**
 * A laptop that signs in anew, or whose copy uses its number, gets another one, and offers what the server has lost under
 * that: others still name it under the one before. It tells with each push which those are; whose a number was that
 * nobody tells is not guessed.
 */
export function kinshipOf(
  known: ReadonlyMap<number, Laptop>,
  pusher: Pick<Pusher, 'device' | 'earlier'>,
): Kinship {
  const earlierOf = (device: number): readonly number[] =>
    (device === pusher.device ? pusher.earlier : known.get(device)?.earlier) ?? [];
  const had = (device: number, other: number): boolean => earlierOf(device).includes(other);
  return {
    mayBeOne: (device, other) => device === other || had(device, other) || had(other, device),
    areCopies: (device, other) => earlierOf(device).some((one) => had(other, one)),
  };
}
