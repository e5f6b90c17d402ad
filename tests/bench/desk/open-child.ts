import { parseArgs } from 'node:util';
import { Core } from '../../../src-main/core/core.ts';
import { keyIn } from '../../support/key-file.ts';
import type { FromCore } from '../../../src-shared/contract/wire.ts';
import { listQuestions, todayIn, todayQuestions, type Question } from './screens.ts';

/**
 * A process that opens a desk as its programs do — both workers, real messages — and says when what was there, in
 * milliseconds since it was started. Prints one line of JSON.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, me: { type: 'string' } } });
const folder = values.data ?? '';
const loaded = performance.now();
const key = keyIn(folder);
const core = await Core.start({
  folder,
  key,
  about: { version: 'bench', server: null },
  signInAs: null,
});
if (!core.ok) throw new Error(core.error.type);
const opened = performance.now();
const waiting = new Map<number, () => void>();
const each: Record<string, number> = {};
const session = core.value.connect((message: FromCore) => {
  if (message.t !== 'value') return;
  if (!message.result.ok) throw new Error(JSON.stringify(message.result.error));
  waiting.get(message.ref)?.();
});
let last = 0;

/** Watches all at once, as a screen does when it is mounted. */
async function watch(questions: readonly Question[]): Promise<number> {
  const started = performance.now();
  const answers = questions.map(({ name, input }) => {
    const ref = (last += 1);
    return new Promise<void>((resolve) => {
      waiting.set(ref, () => {
        each[`${ref} ${name}`] ??= performance.now() - started;
        resolve();
      });
      session.receive({ t: 'watch', ref, name, input });
    });
  });
  await Promise.all(answers);
  return performance.now();
}

const today = await watch(todayQuestions(values.me ?? '', todayIn(Date.now())));
const list = await watch(listQuestions());
const { user, system } = process.cpuUsage();
const cpu = (user + system) / 1000;
const rss = process.memoryUsage().rss;
console.log(JSON.stringify({ loaded, opened, today, list, cpu, rss, each }));
await core.value.close();
process.exit(0);
