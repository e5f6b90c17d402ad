import { DEMO_SIZES, type DemoSize } from '../../db/demo/size.ts';
import { TABLE_NAMES } from '../../src-shared/schema/tables.ts';
import { benchDesk, type BenchDesk } from './desk/bench-desk.ts';
import { checkSection } from './desk/check.ts';
import { dragSection } from './desk/drag.ts';
import { listSection } from './desk/list.ts';
import { openSection } from './desk/open.ts';
import { copyOfDesk, preparedDesk, type DeskFolder } from './desk/prepared-desk.ts';
import { searchSection } from './desk/search.ts';
import { writeSection } from './desk/write.ts';
import { BadOption, section, type Bench, type BenchOptions, type Section } from './report.ts';

/** Work between two parts of the desk, on one laptop that is as full as the rights of the demo bank allow. */
const INSIDE: Readonly<Record<string, (desk: BenchDesk) => Section>> = {
  list: listSection,
  search: searchSection,
  check: checkSection,
  write: writeSection,
};
const PARTS = ['open', ...Object.keys(INSIDE), 'drag'];

export const desk: Bench = async (options) => {
  const { size, parts } = optionsOf(options);
  const sections: Section[] = [];
  const add = (one: Section): void => {
    sections.push(one);
    options.say(`measured: ${one.title}`);
  };
  const inside = parts.filter((part) => part in INSIDE);
  if (parts.includes('open') || inside.length > 0) {
    const copy = copyOfDesk(preparedDesk(size, options.say));
    try {
      const me = withDesk(copy, (desk) => {
        sections.push(holdingSection(desk, size));
        return desk.ask('session.state', {}).me!.id;
      });
      if (parts.includes('open')) add(await openSection(copy, me));
      withDesk(copy, (desk) => inside.forEach((part) => add(INSIDE[part]!(desk))));
    } finally {
      copy.remove();
    }
  }
  if (parts.includes('drag')) add(await dragSection(options.say));
  return sections;
};

function withDesk<T>(copy: DeskFolder, work: (desk: BenchDesk) => T): T {
  const running = benchDesk(copy);
  try {
    return work(running);
  } finally {
    running.close();
  }
}

/** What this laptop holds: nobody in the bank is granted everybody's events. */
function holdingSection({ ask, reading }: BenchDesk, size: DemoSize): Section {
  const counts = TABLE_NAMES.map(
    (name) => [name, reading.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number] as const,
  )
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  const bytes = reading.pragma('page_count', { simple: true }) as number;
  const scopes = ask('sync.queue', {}).scopes;
  return section(
    `The laptop: a team lead on the demo bank "${size}", a member of every book`,
    [],
    [
      `${scopes.length} scopes, ${scopes.reduce((sum, one) => sum + one.rows, 0)} rows, ${Math.round((bytes * 4096) / 1e6)} MB, encrypted`,
      counts.map(([name, count]) => `${name} ${count}`).join(', '),
    ],
  );
}

function optionsOf({ values }: BenchOptions): { size: DemoSize; parts: readonly string[] } {
  const size = DEMO_SIZES.find((one) => one === (values['size'] ?? 'large'));
  const parts = values['only']?.split(',') ?? PARTS;
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (!size || unknown !== undefined) {
    throw new BadOption(
      size ? `no such part: ${unknown}. Parts: ${PARTS.join(' ')}` : `no such size: ${values['size']}`,
    );
  }
  return { size, parts };
}
