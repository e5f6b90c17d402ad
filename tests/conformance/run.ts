import { countPairs } from './intervals.ts';
import { runMustNotCrash } from './must-not-crash.ts';
import { runOccurrences } from './occurrences.ts';
import { comparePeers } from './peers.ts';
import { runRoundtrip } from './roundtrip.ts';
import { runRules } from './rrule.ts';
import type { Report } from './case.ts';

const USAGE = `npm run conformance -- rrule FILE.jsonl
npm run conformance -- occurrences FILE.jsonl --root DIR
npm run conformance -- must-not-crash FILE.jsonl --root DIR
npm run conformance -- roundtrip DIR
npm run conformance -- conflicts FILE.csv
npm run conformance -- peers FILE.jsonl`;

/** One part: prints each failing id; the last line has the group that gates. */
async function main([part, file, ...rest]: readonly string[]): Promise<number> {
  const root = rest[0] === '--root' ? (rest[1] ?? '.') : '.';
  if (file === undefined) return usage();
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
      const { intervals, pairs, people } = countPairs(file);
      console.log(`intervals ${intervals}, pairs ${pairs}, people ${people}`);
      return 0;
    }
    case 'peers':
      for (const row of await comparePeers(file)) console.log(row);
      return 0;
    default:
      return usage();
  }
}

function usage(): number {
  console.error(USAGE);
  return 2;
}

/** Groups that do not gate are reported on their own line before the last. */
function print(report: Report, gates: readonly string[]): number {
  for (const failure of report.failures) console.log(failure);
  const others = report.groups().filter((group) => !gates.includes(group));
  if (others.length > 0) console.log(report.line(others));
  console.log(report.line(gates));
  return gates.every((gate) => report.of(gate).passed === report.of(gate).total) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
