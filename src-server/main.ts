import { randomUUID } from 'node:crypto';
import { explain, Told } from './cli/explain.ts';
import { languageOf } from './cli/language.ts';
import { tell } from './cli/messages.ts';
import { parseOptions, type Arguments } from './cli/options.ts';
import { realWorld, terminal } from './cli/real-world.ts';
import { strangeOption, usage, wordsFit } from './cli/usage.ts';

// Loaded when it is asked for: whoever wants one answer does not wait for the rest of the server to load.
const administer = () => import('./cli/administer.ts');
const audit = () => import('./cli/audit.ts');
const backUp = () => import('./cli/back-up.ts');
const repair = () => import('./cli/repair.ts');
const upkeep = () => import('./cli/upkeep.ts');

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
  if (!wordsFit(command, options.words)) throw new Told({ type: 'WordsUnfit', command });
  const strange = strangeOption(command, options.given);
  if (strange !== undefined) throw new Told({ type: 'OptionUnfit', command, option: strange });
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
      return (await import('./cli/serve.ts')).serve(options);
    case 'devices':
      return (await administer()).devices(options, process.stdout, repairing.language);
    case 'revoke':
      return (await administer()).revoke(options, word ?? '', realWorld.now());
    case 'restored':
      return (await administer()).restored(options, realWorld.now());
    case 'sweep':
      return (await upkeep()).sweepBlobs(options, realWorld.now(), process.stdout);
    case 'trim':
      return (await upkeep()).trimStore(options, realWorld.now(), process.stdout);
    case 'backup':
      return (await backUp()).backUpTo(options, word, realWorld.now());
    case 'restore':
      return (await backUp()).restoreFrom(options, word, realWorld.now());
    case 'grants':
      if (word === undefined) {
        process.exitCode = await (await repair()).rights(repairing);
        return;
      }
      return (await import('./cli/look-up.ts')).printGrants(
        options,
        word,
        process.stdout,
        repairing.language,
      );
    case 'poison':
      return (await repair()).poison(repairing);
    case 'quarantine':
      return (await repair()).quarantine(repairing);
    case 'deletions':
      return (await repair()).deletions(repairing);
    case 'resnapshot':
      return (await repair()).resnapshot(repairing);
    case 'heads':
      process.exitCode = await (await repair()).heads(repairing);
      return;
    case 'verify':
      process.exitCode = await (await import('./cli/verify.ts')).verifyStore(options, process.stdout);
      return;
    case 'audit':
      process.exitCode = await (await audit()).auditLog(options, word, process.stdout, repairing.language);
      return;
    case 'handover':
      return (await audit()).printHandover(options, word ?? '', process.stdout);
    case 'admin':
      return (await import('./cli/admin.ts')).admin(options, process.stdout, repairing.language);
    case 'password':
      return (await administer()).password(options, word ?? '', realWorld.now(), process.stdin);
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
async function importFeed(args: readonly string[]): Promise<number> {
  const { importMain } = await import('./import/main.ts');
  return importMain(args, {
    world: realWorld,
    output: terminal,
    language: languageOf(process.env),
    openStore: async (data) => {
      const { dataFolder, databaseUrl, notify } = parseOptions(
        data === undefined ? [] : ['--data', data],
        process.env,
      );
      const { openStore } = await import('./store/open-store.ts');
      return openStore({ dataFolder, databaseUrl, notify, newEpoch: randomUUID() });
    },
  });
}

await main(process.argv.slice(2));
