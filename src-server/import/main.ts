import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Store } from '../../db/server/store.ts';
import type { World } from '../../src-shared/kernel/env.ts';
import type { Language } from '../cli/language.ts';
import { announce } from '../poke/poke-channel.ts';
import { faultText } from './fault-words.ts';
import { ImportError } from './import-error.ts';
import { progressOn, type Output } from './progress.ts';
import { reportText, speedText } from './report-table.ts';
import { prepareImport } from './run-import.ts';

const NOTHING = {
  en: (why: string) => `import: ${why}\nNothing was loaded.\n`,
  zh: (why: string) => `导入：${why}\n未载入任何数据。\n`,
} as const;

const UNTOLD = {
  en: 'Everything is loaded. The running servers could not be told: laptops hear of it when they next ask.\n',
  zh: '数据已全部载入。未能通知运行中的服务器：各设备下次询问时即可得到。\n',
} as const;

/** What the program gets from whoever starts it. */
export interface ImportProgram {
  readonly world: World;
  readonly output: Output;
  readonly language: Language;
  /** Opens and migrates the server's store; `--data` names the folder of the embedded one. */
  openStore(dataFolder: string | undefined): Promise<Store>;
}

/**
 * Loads a core-banking feed. Returns the exit status: 0 where everything that could be loaded was (lines that were left
 * out are told), 2 where nothing was loaded and one message says why.
 */
export async function importMain(args: readonly string[], program: ImportProgram): Promise<number> {
  const { output, world, language } = program;
  const progress = progressOn(output, language, () => world.now());
  let store: Store | undefined;
  try {
    const { mapping, folder, data } = readArgs(args);
    const started = world.now();
    const prepared = await prepareImport(mapping, folder);
    store = await program.openStore(data);
    const report = await prepared.load(store, world.now(), progress.step);
    progress.end();
    const speed = speedText(report, world.now() - started, language);
    output.write(`${reportText(report, language)}\n\n${speed}\n`);
    // What was committed stands, whoever hears of it.
    await announce(store, randomUUID(), { scopes: null, people: [], except: 0 }).catch(() =>
      output.write(UNTOLD[language]),
    );
    return 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof ImportError)) throw error;
    output.write(NOTHING[language](faultText(error.fault, language)));
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
    const detail = error instanceof Error ? error.message : String(error);
    throw new ImportError({ type: 'OptionUnfit', option: /'(-[^' ]*)/.exec(detail)?.[1] ?? '', detail });
  }
  const { mapping, data } = parsed.values;
  const [folder, ...more] = parsed.positionals;
  if (mapping === undefined || folder === undefined || more.length > 0) {
    throw new ImportError({ type: 'ArgumentsUnfit' });
  }
  if (!existsSync(mapping)) throw new ImportError({ type: 'NoMapping', mapping });
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new ImportError({ type: 'NoFolder', folder });
  return { mapping, folder, data };
}
