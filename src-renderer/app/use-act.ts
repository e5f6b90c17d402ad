import { useCallback } from 'react';
import type { CommandInput, CommandName, CommandResult } from '../../src-shared/contract/contract.ts';
import { run } from '../bridge/run.ts';
import { useOutcome } from './use-outcome.ts';

/**
 * Runs a command and tells what came of it: `words` with the way back where it worked, else why it did not. Resolves
 * to the result's value, or undefined where it failed.
 */
export function useAct(): <N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  words?: string,
) => Promise<CommandResult<N> | undefined> {
  const tell = useOutcome();
  return useCallback(
    async (name, input, words) => {
      const done = await run(name, input);
      return tell(done, words) && done.ok ? done.value : undefined;
    },
    [tell],
  );
}
