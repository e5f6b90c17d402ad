import { randomUUID } from 'node:crypto';
import { devices, password, restored, revoke, sweepBlobs, trimStore } from './cli/administer.ts';
import { auditLog, printHandover } from './cli/audit.ts';
import { backUpTo, restoreFrom } from './cli/back-up.ts';
import { explain, Told } from './cli/explain.ts';
import { languageOf, tell } from './cli/messages.ts';
import { parseOptions, type Arguments } from './cli/options.ts';
import { realWorld, serve, terminal } from './cli/serve.ts';
import { grantsOf, poisonOf } from './cli/look-up.ts';
import { verifyStore } from './cli/verify.ts';
import { withStore } from './cli/with-store.ts';
import { importMain } from './import/main.ts';
import { announce } from './poke/poke-channel.ts';
import { openStore } from './store/open-store.ts';

/** `npm run server -- COMMAND …`. Ends with 0, or with 2 and one message about what a person can do. */
async function main(argv: readonly string[]): Promise<void> {
  const [command = 'serve', ...rest] = argv;
  let options: Arguments = parseOptions([], process.env);
  try {
    if (command === 'import') {
      process.exitCode = await importFeed(rest);
      return;
    }
    options = parseOptions(rest, process.env);
    await run(command, options);
  } catch (error) {
    const trouble = explain(error, options);
    if (!trouble) throw error;
    process.stderr.write(`${tell(trouble, languageOf(process.env))}\n`);
    process.exitCode = 2;
  }
}

async function run(command: string, options: Arguments): Promise<void> {
  const [word] = options.words;
  switch (command) {
    case 'serve':
      return serve(options);
    case 'devices':
      return devices(options);
    case 'revoke':
      return revoke(options, word ?? '', realWorld.now());
    case 'restored':
      return restored(options, realWorld.now());
    case 'sweep':
      return sweepBlobs(options, realWorld.now());
    case 'trim':
      return trimStore(options, realWorld.now());
    case 'backup':
      return backUpTo(options, word, realWorld.now());
    case 'restore':
      return restoreFrom(options, word, realWorld.now());
    case 'grants':
    case 'poison':
      return withStore(options, async (store) => {
        const language = languageOf(process.env);
        const told =
          command === 'grants'
            ? await grantsOf(store, word ?? '', language)
            : await poisonOf(store, language);
        process.stdout.write(told);
      });
    case 'verify':
      process.exitCode = await verifyStore(options, process.stdout);
      return;
    case 'audit':
      process.exitCode = await auditLog(options, word, process.stdout);
      return;
    case 'handover':
      return printHandover(options, word ?? '', process.stdout);
    case 'password':
      return password(options, word ?? '', realWorld.now());
    default:
      throw new Told({ type: 'Usage', detail: `${command}?` });
  }
}

/** The feed's own options are its own business; it opens the store only once the feed proved readable. */
const importFeed = (args: readonly string[]): Promise<number> =>
  importMain(args, {
    world: realWorld,
    output: terminal,
    openStore: async (data) => {
      const { dataFolder, databaseUrl, notify } = parseOptions(
        data === undefined ? [] : ['--data', data],
        process.env,
      );
      const store = await openStore({ dataFolder, databaseUrl, notify, newEpoch: randomUUID() });
      // A running server tells the laptops.
      const close = async (): Promise<void> => {
        try {
          await announce(store, randomUUID(), { scopes: null, people: [], except: 0 });
        } finally {
          await store.close();
        }
      };
      return { ...store, close };
    },
  });

await main(process.argv.slice(2));
