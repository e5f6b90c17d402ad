import { parentPort, workerData } from 'node:worker_threads';
import { loadPlanted } from './plants/load-planted.ts';
import type { Plant } from './plants/plant.ts';
import type { Size } from './runner.ts';

/** What a thread is told: the size of its histories, and for the planted runs the bug that it has. */
export interface Work {
  readonly size: Size;
  readonly plant: Plant | null;
}

/** Which histories to run next. */
export interface Part {
  readonly first: number;
  readonly histories: number;
  readonly shrink: boolean;
  /** One that fails is enough. */
  readonly untilFailure: boolean;
}

const { size, plant } = workerData as Work;
// Histories provoke errors by the hundred; where they come from is asked of a single one (`--replay`).
Error.stackTraceLimit = 4;
if (plant) loadPlanted(plant);
const { Runner } = await import('./runner.ts');
const runner = await Runner.make(size).catch((error: unknown) => {
  if (!plant) throw error;
  return null;
});

parentPort!.on('message', ({ first, histories, ...how }: Part) => {
  // Laptops that cannot even begin are a bug that is found.
  if (runner === null) parentPort!.postMessage(null);
  else void runner.run(first, histories, how).then((totals) => parentPort!.postMessage(totals));
});
