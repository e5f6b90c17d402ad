import type { QueryName } from '../../src-shared/contract/contract.ts';
import type { Views } from './engine/context.ts';

/** Every view by the name of its query. */
export const VIEWS: Partial<Views<QueryName>> = {};
