import type { Id } from '../../src-shared/kernel/ids.ts';
import { stableId } from '../push/stable-id.ts';

/** The delegate's copy of a task: an offer made twice is one row. */
export const assignmentId = (task: Id, person: Id): Id => stableId('assignment', task, person);
