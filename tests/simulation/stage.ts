import type { SimulatedLaptop } from './laptop.ts';
import type { ServerBank } from './server-bank.ts';

/** What an episode plays on: several laptops and the server, one thing after the other. */
export interface Stage {
  readonly bank: ServerBank;
  readonly laptops: readonly SimulatedLaptop[];
  /** A round in which nothing goes wrong. */
  exchange(laptop: SimulatedLaptop): Promise<void>;
  backup(): void;
  /** With a word or without one, as the history is. */
  restore(): Promise<void>;
}
