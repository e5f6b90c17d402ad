import type { Minor } from '../../src-shared/kernel/brand.ts';

export const CNY = 'CNY';

/** Minor units of an amount in 万 (ten thousand yuan), the unit in which the bank talks. */
export const wan = (amount: number): Minor => Math.round(amount * 1_000_000);
