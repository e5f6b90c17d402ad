import { countPairs } from './intervals.ts';
import { runMustNotCrash } from './must-not-crash.ts';
import { runOccurrences } from './occurrences.ts';
import { comparePeers } from './peers.ts';
import { roundtrip, runRoundtrip } from './roundtrip.ts';
import { runRules } from './rrule.ts';
import { BadInput } from './table.ts';
import type { Report } from './case.ts';

const USAGE = `npm run conformance -- rrule FILE.jsonl
npm run conformance -- occurrences FILE.jsonl --root DIR
npm run conformance -- must-not-crash FILE.jsonl --root DIR
npm run conformance -- roundtrip DIR
npm run conformance -- conflicts FILE.csv
npm run conformance -- peers FILE.jsonl`;

/** One part: prints each failing id; the last line has the group that gates. 1: something failed; 2: no such question. */
async function main(args: readonly string[]): Promise<number> {
  const { words, root } = optionsOf(args);
  const [part, file] = words;
  if (file === undefined || words.length > 2) throw new BadInput(USAGE);
  practise();
  switch (part) {
    case 'rrule':
      return print(runRules(file), ['core']);
    case 'occurrences':
      return print(runOccurrences(file, root), ['consensus']);
    case 'must-not-crash':
      return print(runMustNotCrash(file, root), ['survived']);
    case 'roundtrip':
      return print(runRoundtrip(file), ['roundtrip']);
    case 'conflicts': {
      const { intervals, pairs, people, badLines } = countPairs(file);
      complain(badLines);
      console.log(`intervals ${intervals}, pairs ${pairs}, people ${people}`);
      return badLines.length > 0 ? 2 : 0;
    }
    case 'peers':
      for (const row of await comparePeers(file)) console.log(row);
      return 0;
    default:
      throw new BadInput(USAGE);
  }
}

/** What is loaded and compiled with the first case is not that case's time. */
function practise(): void {
  const lines = [
    'DTSTART;TZID=Europe/Berlin:20260105T090000',
    'RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    'UID:a',
  ];
  roundtrip(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'));
}

/** `--root DIR` or `--root=DIR`, wherever it stands. */
function optionsOf(args: readonly string[]): { words: readonly string[]; root: string } {
  const words: string[] = [];
  let root = '.';
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--root') {
      i += 1;
      const given = args[i];
      if (given === undefined) throw new BadInput('--root wants a folder');
      root = given;
    } else if (arg.startsWith('--root=')) root = arg.slice('--root='.length);
    else if (arg.startsWith('-')) throw new BadInput(`unknown option ${arg}\n${USAGE}`);
    else words.push(arg);
  }
  return { words, root };
}

/** A long list of broken lines says no more than its beginning. */
function complain(badLines: readonly string[]): void {
  for (const line of badLines.slice(0, 50)) console.error(line);
  if (badLines.length > 50) console.error(`and ${badLines.length - 50} more`);
}

/** Groups that do not gate are reported on their own line before the last. */
function print(report: Report, gates: readonly string[]): number {
  complain(report.badLines);
  for (const failure of report.failures) console.log(failure);
  const others = report.groups().filter((group) => !gates.includes(group));
  if (others.length > 0) console.log(report.line(others));
  console.log(report.line(gates));
  if (report.badLines.length > 0) return 2;
  return gates.every((gate) => report.of(gate).passed === report.of(gate).total) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  if (!(cause instanceof BadInput)) throw cause;
  console.error(cause.message);
  process.exitCode = 2;
}
