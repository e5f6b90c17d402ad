import type { CommandInput, CommandName, CommandResult } from '../../src-shared/contract/contract.ts';
import type { Done } from '../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import { theClient } from './the-client.ts';

/** Runs a command. Nothing needs to be merged by hand afterwards: live queries that it touched push by themselves. */
export function run<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<Done<CommandResult<N>, DeskFailure>> {
  return theClient().call('run', name, input) as Promise<Done<CommandResult<N>, DeskFailure>>;
}
