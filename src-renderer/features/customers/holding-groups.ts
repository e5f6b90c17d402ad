import type { CustomerPage } from '../../../src-shared/contract/customer.ts';

type Holding = CustomerPage['holdings'][number];
type Status = Holding['status'];

/** In the order of the page: what is held first. */
const STATUSES: readonly Status[] = ['open', 'away', 'gap', 'closed'];

/** How many products a customer holds with us; what is only missing or elsewhere is no business yet. */
export const heldCount = (holdings: readonly Pick<Holding, 'status'>[]): number =>
  holdings.filter(({ status }) => status === 'open').length;

/** The products by their state; a state that none is in is left out. */
export const holdingGroups = <T extends Pick<Holding, 'status'>>(
  holdings: readonly T[],
): { status: Status; holdings: T[] }[] =>
  STATUSES.map((status) => ({
    status,
    holdings: holdings.filter((holding) => holding.status === status),
  })).filter((group) => group.holdings.length > 0);
