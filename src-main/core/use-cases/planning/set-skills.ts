import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** The one column of their row that people write themselves (`src-shared/sync/manage.ts`). */
export const setSkills: UseCase<'person.setSkills'> = ({ tx, me }, { skills }) => {
  tx.update('person', me.id, { skills: skills === '' ? null : skills });
  return ok(undefined);
};
