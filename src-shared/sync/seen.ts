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
  /** Its other numbers; undefined where its program does not tell them. */
  readonly earlier: readonly number[] | undefined;
}

/** Whether the writer of a change had seen what a unit holds. */
export const isSeen = (spec: TableSpec, unit: string, look: Look): boolean => {
  const { seen, current, device } = look;
  if (seen !== undefined && (sameMark(seen, current) || isOneOwn(seen, current, look))) return true;
  return current[1] === device && !hasPassed(spec, unit, look);
};

/** Whether two marks are of one write of the device, under two of its numbers. */
const isOneOwn = ([clock, one]: Mark, [its, other]: Mark, { device, earlier }: Look): boolean =>
  clock === its && [one, other].every((number) => number === device || earlier?.includes(number) === true);

/**
 * Whether a device wrote after another's value, which is not here, where its own stands: the server lost the other. Its
 * own may have lost to that one unseen. Of a device whose program does not tell its earlier numbers the same clock is the
 * same write under one of them; two people may write in one moment. The server's own words displace nobody's.
 */
export function hasPassed(spec: TableSpec, unit: string, { seen, current, device, earlier }: Look): boolean {
  if (current[1] !== device || seen === undefined) return false;
  if (seen[1] === device || earlier?.includes(seen[1]) === true) return false;
  if (earlier === undefined && seen[0] === current[0]) return false;
  const servers = unit === DELETED || unit === SCOPE || spec.serverNotes.includes(unit);
  return !(seen[1] === SERVERS && servers);
}

/** A write, or a deletion's look, that does not follow what was here: what its writer had seen instead. */
export interface Apart {
  readonly unit: string;
  readonly mark: Mark;
  readonly base: Mark | null;
}
