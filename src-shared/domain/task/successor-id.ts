import { derivedId } from '../../kernel/derived-id.ts';
import type { Id } from '../../kernel/ids.ts';

/**
 * The id of the task that comes after one that recurs, and of the step below it that comes after a step: two laptops that
 * complete it while neither sees the other make one row. Steps are shown by their ids, in the order in which they were
 * written down.
 */
export const successorId = (of: Id): Id => derivedId(of, `successor ${of}`);
