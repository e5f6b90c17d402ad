import { useCallback } from 'react';
import type { CommandInput, CommandName, CommandResult } from '../../src-shared/contract/contract.ts';
import { run } from '../bridge/run.ts';
import { useOutcome } from './use-outcome.ts';

/** What a command that worked comes to: null where it has nothing to say, since nothing is what a failure comes to. */
type Done<R> = R extends undefined ? null : R;

/**
 * Runs a command and tells what came of it: `words` with the way back where it worked, else why it did not. Resolves
 * to the result's value, or undefined where it failed.
 */
export function useAct(): <N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  words?: string,
) => Promise<Done<CommandResult<N>> | undefined> {
  const tell = useOutcome();
  return useCallback(
    async (name, input, words) => {
      const done = await run(name, input);
      return tell(done, words) && done.ok
        ? ((done.value ?? null) as Done<CommandResult<typeof name>>)
        : undefined;
    },
    [tell],
  );
}
