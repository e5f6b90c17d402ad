import { randomUUID } from 'node:crypto';
import { devices, password, restored, revoke, sweepBlobs, trimStore } from './cli/administer.ts';
import { admin } from './cli/admin.ts';
import { auditLog, printHandover } from './cli/audit.ts';
import { backUpTo, restoreFrom } from './cli/back-up.ts';
import { explain, Told } from './cli/explain.ts';
import { languageOf } from './cli/language.ts';
import { tell } from './cli/messages.ts';
import { parseOptions, type Arguments } from './cli/options.ts';
import { realWorld, serve, terminal } from './cli/serve.ts';
import { grantsOf } from './cli/look-up.ts';
import { deletions, heads, poison, quarantine, resnapshot, rights } from './cli/repair.ts';
import { usage } from './cli/usage.ts';
import { verifyStore } from './cli/verify.ts';
import { withStore } from './cli/with-store.ts';
import { importMain } from './import/main.ts';
import { openStore } from './store/open-store.ts';

/** `npm run server -- COMMAND …`. Ends with 0, or with 2 and one message about what a person can do. */
async function main(argv: readonly string[]): Promise<void> {
  const [given = 'serve', ...rest] = argv;
  const command = given === '--help' || given === '-h' ? 'help' : given;
  // What a setting is wrong about is told below as everything else is.
  let options: Arguments = { ...parseOptions([], {}), databaseUrl: process.env['DATABASE_URL'] };
  try {
    if (command === 'import' && !rest.includes('--help')) {
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
  if (options.help) return help(command);
  const repairing = {
    options,
    language: languageOf(process.env),
    now: realWorld.now(),
    out: process.stdout,
  };
  switch (command) {
    case 'help':
      return help(word);
    case 'serve':
      return serve(options);
    case 'devices':
      return devices(options, repairing.language);
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
      if (word === undefined) {
        process.exitCode = await rights(repairing);
        return;
      }
      return withStore(options, async (store) => {
        process.stdout.write(await grantsOf(store, word, repairing.language));
      });
    case 'poison':
      return poison(repairing);
    case 'quarantine':
      return quarantine(repairing);
    case 'deletions':
      return deletions(repairing);
    case 'resnapshot':
      return resnapshot(repairing);
    case 'heads':
      process.exitCode = await heads(repairing);
      return;
    case 'verify':
      process.exitCode = await verifyStore(options, process.stdout);
      return;
    case 'audit':
      process.exitCode = await auditLog(options, word, process.stdout, repairing.language);
      return;
    case 'handover':
      return printHandover(options, word ?? '', process.stdout);
    case 'admin':
      return admin(options, repairing.language);
    case 'password':
      return password(options, word ?? '', realWorld.now());
    default:
      throw new Told({ type: 'Usage', detail: `${command}?` });
  }
}

/** What there is, on standard output: whoever asks for help has made no mistake. */
function help(command?: string): void {
  const told = usage(languageOf(process.env), command);
  if (told === null) throw new Told({ type: 'Usage', detail: `${command}?` });
  process.stdout.write(`${told}\n`);
}

/** The feed's own options are its own business; it opens the store only once the feed proved readable. */
const importFeed = (args: readonly string[]): Promise<number> =>
  importMain(args, {
    world: realWorld,
    output: terminal,
    language: languageOf(process.env),
    openStore: async (data) => {
      const { dataFolder, databaseUrl, notify } = parseOptions(
        data === undefined ? [] : ['--data', data],
        process.env,
      );
      return openStore({ dataFolder, databaseUrl, notify, newEpoch: randomUUID() });
    },
  });

await main(process.argv.slice(2));
