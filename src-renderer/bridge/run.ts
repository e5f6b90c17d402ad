import type { CommandInput, CommandName, CommandResult } from '../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { theClient } from './the-client.ts';

/** Runs a command. Nothing needs to be merged by hand afterwards: live queries that it touched push by themselves. */
export function run<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<Result<CommandResult<N>, DeskFailure>> {
  return theClient().call('run', name, input) as Promise<Result<CommandResult<N>, DeskFailure>>;
}
