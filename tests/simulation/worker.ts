import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { keepingCompiled } from '../../build/start/compiled.ts';
import { loadPlanted } from './plants/load-planted.ts';
import type { Plant } from './plants/plant.ts';
import type { Runner, Size } from './runner.ts';

/** What a thread is told: for the planted runs, the bug that it has. */
export interface Work {
  readonly plant: Plant | null;
}

/** Which histories to run next. */
export interface Part {
  readonly size: Size;
  readonly seeds: readonly number[];
  readonly shrink: boolean;
  /** One that fails is enough. */
  readonly untilFailure: boolean;
}

const { plant } = workerData as Work;
// Each planted bug has a thread of its own, and each thread loads the whole program.
enableCompileCache(keepingCompiled(process.env)['NODE_COMPILE_CACHE']);
// Histories provoke errors by the hundred; where they come from is asked of a single one (`--replay`).
Error.stackTraceLimit = 4;
if (plant) loadPlanted(plant);
const runners = new Map<string, Promise<Runner | null>>();

/** One for each size. Null where laptops cannot even begin, which is a bug that is found. */
function runnerOf(size: Size): Promise<Runner | null> {
  const key = `${size.laptops} ${size.operations}`;
  const known = runners.get(key) ?? makeRunner(size);
  runners.set(key, known);
  return known;
}

async function makeRunner(size: Size): Promise<Runner | null> {
  const { Runner } = await import('./runner.ts');
  return Runner.make(size).catch((error: unknown) => {
    if (!plant) throw error;
    return null;
  });
}

async function run({ size, seeds, ...how }: Part): Promise<void> {
  const runner = await runnerOf(size);
  parentPort!.postMessage(runner && (await runner.run(seeds, how)));
}

parentPort!.on('message', (part: Part) => void run(part));
