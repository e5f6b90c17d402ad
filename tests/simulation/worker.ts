import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { keepingCompiled } from '../../build/start/compiled.ts';
import type { Plant } from './plants/plant.ts';
import type * as Program from './runner.ts';
import type { Runner, Size } from './runner.ts';

/** Which histories to run next, in the program as it is or with a bug in it. */
export interface Part {
  readonly plant: Plant | null;
  readonly size: Size;
  readonly seeds: readonly number[];
  readonly shrink: boolean;
  /** One that fails is enough. */
  readonly untilFailure: boolean;
}

// Histories provoke errors by the hundred; where they come from is asked of a single one (`--replay`).
Error.stackTraceLimit = 4;
// Each thread loads the whole program.
enableCompileCache(keepingCompiled(process.env)['NODE_COMPILE_CACHE']);

interface Loaded {
  readonly plant: Plant | null;
  readonly program: Promise<typeof Program>;
  /** Null where laptops cannot even begin, which is a bug that is found. */
  readonly runners: Map<string, Promise<Runner | null>>;
}

let loaded: Loaded | null = null;

function programWith(plant: Plant | null): Loaded {
  if (loaded && loaded.plant?.name === plant?.name) return loaded;
  const program = plant === null ? import('./runner.ts') : importPlanted(plant);
  return (loaded = { plant, program, runners: new Map() });
}

async function importPlanted(plant: Plant): Promise<typeof Program> {
  const { loadPlanted } = await import('./plants/load-planted.ts');
  return loadPlanted(new URL('./runner.ts', import.meta.url), plant);
}

/** One for each size. */
function runnerOf({ plant, program, runners }: Loaded, size: Size): Promise<Runner | null> {
  const key = `${size.laptops} ${size.operations}`;
  const made = async (): Promise<Runner | null> => {
    const { Runner } = await program;
    return Runner.make(size).catch((error: unknown) => {
      if (!plant) throw error;
      return null;
    });
  };
  const runner = runners.get(key) ?? made();
  runners.set(key, runner);
  return runner;
}

async function run({ plant, size, seeds, ...how }: Part): Promise<void> {
  const runner = await runnerOf(programWith(plant), size);
  parentPort!.postMessage(runner && (await runner.run(seeds, how)));
}

parentPort!.on('message', (part: Part) => void run(part));
