import { useCallback, useMemo, useState } from 'react';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { matches, NO_CONDITIONS, type Conditions } from './task-filter.ts';

export interface TaskFilter {
  /** Words of the task, of its customer or of who has it; the core looks for them. */
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Whether the field for them is shown. */
  readonly asked: boolean;
  readonly setAsked: (asked: boolean) => void;
  readonly conditions: Conditions;
  readonly setConditions: (conditions: Conditions) => void;
  /** How many conditions are on. */
  readonly count: number;
  readonly on: boolean;
  readonly clear: () => void;
  readonly lets: (task: TaskRow) => boolean;
}

/** What the faces of the screen leave out. It stays when another face is chosen. */
export function useTaskFilter(today: string): TaskFilter {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const [conditions, setConditions] = useState(NO_CONDITIONS);
  const count = conditions.priorities.length + conditions.traits.length;
  const clear = useCallback((): void => {
    setText('');
    setAsked(false);
    setConditions(NO_CONDITIONS);
  }, []);
  const lets = useCallback((task: TaskRow) => matches(task, conditions, today), [conditions, today]);
  return useMemo(
    () => ({
      text,
      setText,
      asked,
      setAsked,
      conditions,
      setConditions,
      count,
      on: count > 0 || text !== '',
      clear,
      lets,
    }),
    [text, asked, conditions, count, clear, lets],
  );
}
