import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Store } from '../../db/server/store.ts';
import type { World } from '../../src-shared/kernel/env.ts';
import { announce } from '../poke/poke-channel.ts';
import { ImportError } from './import-error.ts';
import { progressOn, type Output } from './progress.ts';
import { reportText } from './report-table.ts';
import { prepareImport } from './run-import.ts';

export const IMPORT_USAGE = 'npm run server -- import --mapping FILE DIR [--data DIR]';

/** What the program gets from whoever starts it. */
export interface ImportProgram {
  readonly world: World;
  readonly output: Output;
  /** Opens and migrates the server's store; `--data` names the folder of the embedded one. */
  openStore(dataFolder: string | undefined): Promise<Store>;
}

/**
 * Loads a core-banking feed. Returns the exit status: 0 where everything that could be loaded was (lines that were left
 * out are told), 2 where nothing was loaded and one message says why.
 */
export async function importMain(args: readonly string[], program: ImportProgram): Promise<number> {
  const { output, world } = program;
  const progress = progressOn(output);
  let store: Store | undefined;
  try {
    const { mapping, folder, data } = readArgs(args);
    const started = world.now();
    const prepared = await prepareImport(mapping, folder);
    store = await program.openStore(data);
    const report = await prepared.load(store, world.now(), progress.step);
    await announce(store, randomUUID(), { scopes: null, people: [], except: 0 });
    progress.end();
    const rows = report.counts.reduce((sum, one) => sum + one.loaded + one.unchanged, 0);
    const seconds = Math.max(0.001, (world.now() - started) / 1000);
    const speed = `${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`;
    output.write(`${reportText(report)}\n\n${speed}\n`);
    return 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof ImportError)) throw error;
    output.write(`import: ${error.message}\nNothing was loaded.\n`);
    return 2;
  } finally {
    await store?.close();
  }
}

function readArgs(args: readonly string[]): { mapping: string; folder: string; data: string | undefined } {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { mapping: { type: 'string' }, data: { type: 'string' } },
    });
  } catch (error) {
    throw new ImportError(
      `${error instanceof Error ? error.message : String(error)}\nUsage: ${IMPORT_USAGE}`,
    );
  }
  const { mapping, data } = parsed.values;
  const [folder, ...more] = parsed.positionals;
  if (mapping === undefined || folder === undefined || more.length > 0) {
    throw new ImportError(`one mapping and one folder are needed.\nUsage: ${IMPORT_USAGE}`);
  }
  if (!existsSync(mapping)) throw new ImportError(`${mapping}: there is no such mapping file`);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new ImportError(`${folder}: there is no such folder`);
  return { mapping, folder, data };
}
