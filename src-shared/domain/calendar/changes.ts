/**
 * What became of an event since somebody last looked: from the edits that came meanwhile, and the row as it is. Only the
 * two ends count: what was moved away and back has not changed.
 */
import type { Event } from './tables.ts';

/** What of an event is told when it changes; `people` is known of invitations alone. */
export interface Watched extends Pick<
  Event,
  'start' | 'end' | 'zone' | 'all_day' | 'rrule' | 'rdate' | 'exdate' | 'title' | 'place' | 'status'
> {
  /** Ids of the colleagues who are asked, with commas. */
  readonly people: string | null;
}

export interface When {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

export type EventChange =
  | { readonly what: 'time'; readonly from: When; readonly to: When }
  /** The rule of a series, or which of its meetings there are. */
  | { readonly what: 'rule' }
  | { readonly what: 'place' | 'title'; readonly from: string | null; readonly to: string | null }
  | { readonly what: 'cancelled' }
  | { readonly what: 'revived' }
  | { readonly what: 'people'; readonly added: readonly string[]; readonly gone: readonly string[] };

/** Column → value before an edit. */
export type Before = Readonly<Record<string, unknown>>;

/** `edits`: the values that edits of others replaced, the latest first. */
export function changesOf(now: Watched, edits: readonly Before[]): EventChange[] {
  const old: Watched = { ...now };
  for (const edit of edits)
    for (const column of Object.keys(now) as (keyof Watched)[])
      if (Object.hasOwn(edit, column)) Object.assign(old, { [column]: edit[column] ?? null });
  const changes: EventChange[] = [];
  const differs = (...columns: (keyof Watched)[]): boolean =>
    columns.some((column) => old[column] !== now[column]);
  if (differs('status') && (old.status === 'cancelled') !== (now.status === 'cancelled'))
    changes.push({ what: now.status === 'cancelled' ? 'cancelled' : 'revived' });
  if (differs('start', 'end', 'zone', 'all_day'))
    changes.push({ what: 'time', from: whenOf(old), to: whenOf(now) });
  if (differs('rrule', 'rdate', 'exdate')) changes.push({ what: 'rule' });
  if (differs('title')) changes.push({ what: 'title', from: old.title, to: now.title });
  if (differs('place')) changes.push({ what: 'place', from: old.place, to: now.place });
  const [before, after] = [listOf(old.people), listOf(now.people)];
  const added = after.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !after.includes(id));
  // An invitation from before the colleagues were told names nobody, and nobody came.
  if (before.length > 0 && added.length + gone.length > 0) changes.push({ what: 'people', added, gone });
  return changes;
}

const whenOf = ({ start, end, zone }: When): When => ({ start, end, zone });
const listOf = (ids: string | null): string[] => (ids === null || ids === '' ? [] : ids.split(','));
