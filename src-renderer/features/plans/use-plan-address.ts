import { useMemo } from 'react';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { hrefWith, isShownDay } from '../../app/route.ts';
import { go, useRoute } from '../../app/router.ts';
import { FACES, stepped, type Face } from './plan-days.ts';

/** Where the plans are: `#/plans/<face>/<date>?of=<person>`. */
export interface PlanAddress {
  readonly face: Face;
  readonly date: DateText;
  /** Somebody whom the reader leads; null: the reader. */
  readonly person: Id | null;
  to(date: DateText, face?: Face): void;
  step(by: 1 | -1): void;
  of(person: Id | null): void;
}

export function usePlanAddress(today: DateText): PlanAddress {
  const { path, query } = useRoute();
  const [facePart, datePart] = path;
  const asked = query['of'] ?? null;
  return useMemo(() => {
    const face = FACES.find((one) => one === facePart) ?? 'week';
    const date = isShownDay(datePart) ? datePart : today;
    const lead = (next: Face, on: DateText, person: Id | null): void =>
      go(hrefWith(person === null ? {} : { of: person }, 'plans', next, on));
    return {
      face,
      date,
      person: asked,
      to: (on, next = face) => lead(next, on, asked),
      step: (by) => lead(face, stepped(face, date, by), asked),
      of: (person) => lead(face, date, person),
    };
  }, [facePart, datePart, asked, today]);
}
