import { useLayoutEffect, useState } from 'react';

/**
 * The same work, deaf while an earlier call of it is still running: a double click on "save" or a key that is held down
 * makes one record, not two. What the work fails with stays unhandled, as with any press. `whenOver` says when it listens again.
 */
export function oneAtATime(
  whenOver: (listen: () => void) => void = (listen) => listen(),
): <A extends readonly unknown[]>(work: (...given: A) => Promise<unknown>) => (...given: A) => void {
  let running = false;
  return (work) =>
    (...given) => {
      if (running) return;
      running = true;
      void work(...given).finally(() =>
        whenOver(() => {
          running = false;
        }),
      );
    };
}

/**
 * One of them for the life of a component: `const once = useOneAtATime(); onPress={once(save)}`. It listens again with
 * what the work has made of the screen: a form that was saved is gone before a second press finds it.
 */
export function useOneAtATime(): ReturnType<typeof oneAtATime> {
  const [listen, setListen] = useState<(() => void) | null>(null);
  const [once] = useState(() => oneAtATime((again) => setListen(() => again)));
  useLayoutEffect(() => listen?.(), [listen]);
  return once;
}
