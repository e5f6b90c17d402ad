import { bigint } from 'drizzle-orm/pg-core';

/** A whole number of 64 bits, read as a number: stamps, sequence numbers and bytes stay below 2^53. */
export const int8 = (name: string) => bigint(name, { mode: 'number' });
