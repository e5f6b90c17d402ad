import { noteExport } from '../../../../db/client/local/exports.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Something left the desk as a file: the bank's audit log is told at the next contact. */
export const noteExported: UseCase<'desk.noteExport'> = ({ tx, now }, { what, count }) => {
  noteExport(tx.sqlite, { at: now, what, count });
  return ok(undefined);
};
