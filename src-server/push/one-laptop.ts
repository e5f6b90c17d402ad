import type { Laptop } from '../../db/server/queries/devices.ts';
import type { Pusher } from './apply-changes.ts';

/** Says of two numbers of devices whether they may be one laptop's. */
export type MayBeOne = (device: number, other: number) => boolean;

/**
 * A laptop that signs in anew, or whose copy uses its number, gets another one, and offers what the server has lost under
 * that: others still name it under the one before. A number that the server does not know may be any laptop's before it
 * had another.
 */
export function oneLaptop(
  known: ReadonlyMap<number, Laptop>,
  pusher: Pick<Pusher, 'device' | 'earlier'>,
): MayBeOne {
  const isLost = (device: number): boolean => device !== 0 && !known.has(device);
  const had = (device: number, other: number): boolean => {
    const earlier = device === pusher.device ? pusher.earlier : known.get(device)?.earlier;
    return earlier?.includes(other) === true;
  };
  return (device, other) =>
    device === other || isLost(device) || isLost(other) || had(device, other) || had(other, device);
}
