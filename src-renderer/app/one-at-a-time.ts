import { useState } from 'react';

/**
 * The same work, deaf while an earlier call of it is still running: a double click on "save" or a key that is held down
 * makes one record, not two. What the work fails with stays unhandled, as with any press.
 */
export function oneAtATime(): <A extends readonly unknown[]>(
  work: (...given: A) => Promise<unknown>,
) => (...given: A) => void {
  let running = false;
  return (work) =>
    (...given) => {
      if (running) return;
      running = true;
      void work(...given).finally(() => {
        running = false;
      });
    };
}

/** One of them for the life of a component: `const once = useOneAtATime(); onPress={once(save)}`. */
export function useOneAtATime(): ReturnType<typeof oneAtATime> {
  const [once] = useState(oneAtATime);
  return once;
}
