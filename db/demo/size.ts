export const DEMO_SIZES = ['small', 'medium', 'large'] as const;
export type DemoSize = (typeof DEMO_SIZES)[number];

/** How much a demo bank holds, the story's own team, customers and events included. */
export interface Amounts {
  readonly branches: number;
  /** The story has 8; every further team has 8 too. */
  readonly people: number;
  readonly customers: number;
  readonly movements: number;
  readonly events: number;
  /** Months of balances for each customer. */
  readonly balanceMonths: number;
  /** Contact-log lines for each customer, on average. */
  readonly contacts: number;
  /** Calendar days that hold appointments, around today. */
  readonly pastDays: number;
  readonly futureDays: number;
  /** All rows of all tables, about; for a progress bar. */
  readonly rows: number;
}

export const AMOUNTS: Readonly<Record<DemoSize, Amounts>> = {
  small: {
    branches: 1,
    people: 8,
    customers: 300,
    movements: 2_400,
    events: 960,
    balanceMonths: 13,
    contacts: 3,
    pastDays: 98,
    futureDays: 42,
    rows: 12_000,
  },
  medium: {
    branches: 4,
    people: 40,
    customers: 8_000,
    movements: 80_000,
    events: 16_000,
    balanceMonths: 6,
    contacts: 3,
    pastDays: 182,
    futureDays: 56,
    rows: 231_000,
  },
  large: {
    branches: 8,
    people: 200,
    customers: 100_000,
    movements: 1_000_000,
    events: 400_000,
    balanceMonths: 3,
    contacts: 1.5,
    pastDays: 600,
    futureDays: 190,
    rows: 2_680_000,
  },
};
