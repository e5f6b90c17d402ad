import type { EventKind } from '../calendar/tables.ts';
import type { WallTime } from '../../kernel/brand.ts';
import type { Id } from '../../kernel/ids.ts';

/** An occurrence that a sentence may be about. */
export interface Candidate {
  readonly title: string | null;
  readonly title_en: string | null;
  readonly kind: EventKind | 'busy';
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly all_day: 0 | 1;
  /** Customers and colleagues that take part. */
  readonly with: ReadonlySet<Id>;
}

/** What a sentence says of an event that exists. */
export interface Description {
  /** All of it. */
  readonly sentence: string;
  /** When it begins; null where no hour is said. */
  readonly at: WallTime | null;
  /** The word that says what kind it is, and which: 晨会, internal. */
  readonly word: { readonly text: string; readonly kind: EventKind } | null;
  /** Each name with everybody who is called so. */
  readonly who: readonly { readonly text: string; readonly ids: readonly Id[] }[];
}

/** 会 is any of these; another word is its own kind. */
const MEETINGS: readonly (EventKind | 'busy')[] = ['meeting', 'internal', 'seminar'];

/**
 * Which of a day's occurrences a sentence means. `exact` false: none fits all that was said, and these come near, so that nothing is
 * done to them unasked. Who is named must take part, or stand in the title.
 */
export function meantOf<T extends Candidate>(
  all: readonly T[],
  { sentence, at, word, who }: Description,
): { readonly found: readonly T[]; readonly exact: boolean } {
  const named = all.filter((one) =>
    who.every(({ text, ids }) => ids.some((id) => one.with.has(id)) || titleHas(one, text)),
  );
  const timed = firstSome(named, at === null ? [() => true] : atTime(at));
  const worded = firstSome(timed.some, [
    (one) => titles(one).some((title) => title.length > 1 && has(sentence, title)),
    (one) => word !== null && word.text.length > 1 && titleHas(one, word.text),
    ({ kind }) =>
      word === null || (MEETINGS.includes(word.kind) ? MEETINGS.includes(kind) : kind === word.kind),
    () => true,
  ]);
  return { found: worded.some, exact: timed.by < 2 && worded.by < 3 };
}

/** What begins then; what goes on then; what lies in the same part of the day. */
const atTime = (at: WallTime): ((one: Candidate) => boolean)[] => [
  (one) => one.all_day === 0 && one.startWall === at,
  (one) => one.all_day === 0 && one.startWall < at && at < one.endWall,
  (one) =>
    one.all_day === 0 && one.startWall.slice(0, 10) === at.slice(0, 10) && part(one.startWall) === part(at),
];

const part = (wall: WallTime): number => {
  const hour = Number(wall.slice(11, 13));
  return hour < 12 ? 0 : hour < 18 ? 1 : 2;
};

/** Those that fit the first rule that any fits, and which rule that is. */
function firstSome<T>(
  all: readonly T[],
  rules: readonly ((one: T) => boolean)[],
): { readonly some: readonly T[]; readonly by: number } {
  for (const [by, rule] of rules.entries()) {
    const some = all.filter(rule);
    if (some.length > 0) return { some, by };
  }
  return { some: [], by: 0 };
}

const titles = ({ title, title_en }: Candidate): string[] => [title, title_en].filter((one) => one !== null);
const titleHas = (one: Candidate, text: string): boolean => titles(one).some((title) => has(title, text));
const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
