/**
 * The messages that hold thousands of changes, entries or rows, read ten times as fast as their schemas read them. What
 * is plainly of the shape is taken as it is; the frame around it, and whatever is not plain, is the schema's to judge.
 */
import type { z } from 'zod';
import {
  MAX_PUSH_CHANGES,
  pullResponse,
  pushRequest,
  snapshotResponse,
  type PullResponse,
  type PushRequest,
  type SnapshotResponse,
} from './protocol.ts';

/** What reads a message: a schema, or something that agrees with one. */
export interface Shape<T> {
  safeParse(message: unknown): z.ZodSafeParseResult<T>;
}

type Loose = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= longest && !value.includes('\0');

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const isMark = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && isCount(value[0]) && isCount(value[1]);

const isCell = (value: unknown): boolean =>
  value === null || typeof value === 'string' || Number.isSafeInteger(value);

/** An object whose names and members are plain. JSON may name a member `__proto__`, which is no plain name. */
function isRecordOf(value: unknown, isMember: (member: unknown) => boolean, name = 60): boolean {
  if (!isObject(value)) return false;
  for (const key in value) {
    if (key.length > name || key === '' || key === '__proto__' || key.includes('\0')) return false;
    if (!isMember(value[key])) return false;
  }
  return true;
}

/** Whether an object has these members and no others. */
const hasOnly = (value: Loose, members: number): boolean => Object.keys(value).length === members;

const isChange = (one: unknown): boolean =>
  isObject(one) &&
  hasOnly(one, 9) &&
  isCount(one['n']) &&
  one['n'] !== 0 &&
  isCount(one['tx']) &&
  one['tx'] !== 0 &&
  isText(one['table'], 60) &&
  isText(one['id'], 64) &&
  isText(one['scope'], 100) &&
  (one['kind'] === 'insert' || one['kind'] === 'update') &&
  isRecordOf(one['cells'], isCell) &&
  isCount(one['clock']) &&
  isRecordOf(one['base'], isMark);

const isEntry = (one: unknown): boolean =>
  isObject(one) &&
  hasOnly(one, 'by' in one ? 8 : 7) &&
  isCount(one['seq']) &&
  typeof one['table'] === 'string' &&
  isText(one['id'], 64) &&
  (one['op'] === 'put' || one['op'] === 'remove') &&
  isRecordOf(one['cells'], isCell) &&
  isMark(one['row']) &&
  isRecordOf(one['units'], isMark) &&
  (!('by' in one) || isText(one['by'], 64));

const isRow = (row: unknown): boolean => Array.isArray(row) && row.every(isCell);

const listOf = (message: unknown, member: string): readonly unknown[] | null => {
  const list = isObject(message) ? message[member] : null;
  return Array.isArray(list) ? list : null;
};

const agreed = <T>(frame: z.ZodSafeParseResult<T>, whole: (framed: T) => T): z.ZodSafeParseResult<T> =>
  frame.success ? { ...frame, data: whole(frame.data) } : frame;

export const pushShape: Shape<PushRequest> = {
  safeParse(message) {
    const changes = listOf(message, 'changes');
    if (!changes || changes.length > MAX_PUSH_CHANGES || !changes.every(isChange))
      return pushRequest.safeParse(message);
    return agreed(pushRequest.safeParse({ ...(message as Loose), changes: [] }), (framed) => ({
      ...framed,
      changes: changes as PushRequest['changes'],
    }));
  },
};

/** The lists in the members of a list, where all of them are plain; null where the schema must look. */
function plainLists(
  outer: readonly unknown[] | null,
  inner: string,
  isPlain: (one: unknown) => boolean,
): (readonly unknown[])[] | null {
  if (!outer) return null;
  const lists: (readonly unknown[])[] = [];
  for (const one of outer) {
    const list = listOf(one, inner);
    if (list?.every(isPlain) !== true) return null;
    lists.push(list);
  }
  return lists;
}

const emptied = (outer: readonly unknown[], inner: string): Loose[] =>
  outer.map((one) => ({ ...(one as Loose), [inner]: [] }));

export const pullShape: Shape<PullResponse> = {
  safeParse(message) {
    const outer = listOf(message, 'checkpoints');
    const lists = plainLists(outer, 'entries', isEntry);
    if (!outer || !lists) return pullResponse.safeParse(message);
    const frame = { ...(message as Loose), checkpoints: emptied(outer, 'entries') };
    return agreed(pullResponse.safeParse(frame), (framed) => ({
      ...framed,
      checkpoints: framed.checkpoints.map((one, at) => ({
        ...one,
        entries: lists[at] as PullResponse['checkpoints'][number]['entries'],
      })),
    }));
  },
};

export const snapshotShape: Shape<SnapshotResponse> = {
  safeParse(message) {
    const outer = listOf(message, 'pages');
    const lists = plainLists(outer, 'rows', isRow);
    if (!outer || !lists) return snapshotResponse.safeParse(message);
    const frame = { ...(message as Loose), pages: emptied(outer, 'rows') };
    return agreed(snapshotResponse.safeParse(frame), (framed) => ({
      ...framed,
      pages: framed.pages.map((one, at) => ({
        ...one,
        rows: lists[at] as SnapshotResponse['pages'][number]['rows'],
      })),
    }));
  },
};
