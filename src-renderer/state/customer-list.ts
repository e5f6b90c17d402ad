import { create } from 'zustand';
import type { CUSTOMER_SORTS, CustomerFilter } from '../../src-shared/contract/customer.ts';

export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

export const NO_FILTER: CustomerFilter = {
  text: '',
  kinds: [],
  tiers: [],
  lifecycles: [],
  stages: [],
  books: [],
  tag: null,
  overdueOnly: false,
};

interface CustomerListState {
  readonly filter: CustomerFilter;
  readonly sort: CustomerSort;
  readonly descending: boolean;
  readonly setFilter: (change: Partial<CustomerFilter>) => void;
  readonly clear: () => void;
  /** The same column again turns the order round. */
  readonly sortBy: (sort: CustomerSort) => void;
}

/** How the list of customers is looked at; it stays while one goes to other screens and comes back. */
export const useCustomerList = create<CustomerListState>()((set) => ({
  filter: NO_FILTER,
  sort: 'tier',
  descending: false,
  setFilter: (change) => set(({ filter }) => ({ filter: { ...filter, ...change } })),
  clear: () => set({ filter: NO_FILTER }),
  sortBy: (sort) =>
    set((now) => ({
      sort,
      descending: now.sort === sort ? !now.descending : sort === 'deposits' || sort === 'loans',
    })),
}));

/** How many conditions are on beside the text. */
export const conditionsOf = (filter: CustomerFilter): number =>
  filter.kinds.length +
  filter.tiers.length +
  filter.lifecycles.length +
  filter.stages.length +
  filter.books.length +
  (filter.tag === null ? 0 : 1) +
  (filter.overdueOnly ? 1 : 0);
