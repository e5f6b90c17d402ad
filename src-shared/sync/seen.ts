import { DELETED, type TableSpec } from '../schema/table.ts';
import { SCOPE } from './change.ts';
import { sameMark, type Mark } from './clock.ts';

/** The device in the marks of the server's own writes. */
export const SERVERS = 0;

/** How a change looks at a unit. */
export interface Look {
  /** The mark that the writer saw; nothing where the change does not say. */
  readonly seen: Mark | undefined;
  readonly current: Mark;
  readonly device: number;
  readonly earlier: readonly number[] | undefined;
}

/** Whether the writer of a change had seen what a unit holds. */
export const isSeen = (spec: TableSpec, unit: string, look: Look): boolean => {
  const { seen, current, device } = look;
  if (seen !== undefined && sameMark(seen, current)) return true;
  return current[1] === device && !hasPassed(spec, unit, look);
};

/**
 * Whether a device wrote after another's value, which is not here, where its own stands: the server lost the other. Its
 * own may have lost to that one unseen. The same clock is the same write under an earlier number of the device, and the
 * server's own words displace nobody's.
 */
export function hasPassed(spec: TableSpec, unit: string, { seen, current, device, earlier }: Look): boolean {
  if (current[1] !== device || seen === undefined) return false;
  if (seen[1] === device || earlier?.includes(seen[1]) === true) return false;
  const servers = unit === DELETED || unit === SCOPE || spec.serverNotes.includes(unit);
  return seen[0] !== current[0] && !(seen[1] === SERVERS && servers);
}

/** A write, or a deletion's look, that does not follow what was here: what its writer had seen instead. */
export interface Apart {
  readonly unit: string;
  readonly mark: Mark;
  readonly base: Mark | null;
}
