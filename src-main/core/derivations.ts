import type { Derivation } from '../../db/client/access.ts';
import { customerList } from '../../db/client/derived/customer-list.ts';

/** Every derived table, in the order in which they follow from one another. */
export const DERIVATIONS: readonly Derivation[] = [customerList];
