import { dropRefused as drop } from '../../../../db/client/local/refused.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The person has seen that a change was refused and lets it go. */
export const dropRefused: UseCase<'sync.dropRefused'> = ({ tx }, { id }) =>
  drop(tx.sqlite, Number(id)) ? ok(undefined) : err({ type: 'NotFound', what: 'refused' });
