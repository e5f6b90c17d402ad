import { section, spread, type Section } from '../report.ts';
import type { BenchDesk } from './bench-desk.ts';
import { EVERYBODY, listQuestion } from './screens.ts';

const KEYSTROKE = 30;
const TYPED: Readonly<Record<string, readonly string[]>> = {
  Chinese: ['王建国', '云川', '公司', '有限', '李', '代发', '精密制造'],
  'pinyin and English': ['zhang', 'liwei', 'yunchuan', 'zjg', 'yun', 'catering', 'w', 's', 'precision'],
  digits: ['13812', '6200001', '5', '0555'],
};

/** Every prefix of what people type, as it is asked for while they type. */
export function searchSection({ ask }: BenchDesk): Section {
  const keystrokes = Object.entries(TYPED).map(
    ([script, texts]) =>
      [script, texts.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)))] as const,
  );
  return section('A keystroke of search', [
    ...keystrokes.map(([script, texts]) =>
      spread(
        `search of everything, ${script}`,
        texts.map((text) => () => ask('search.all', { text, limit: 20 })),
        KEYSTROKE,
      ),
    ),
    ...keystrokes.map(([script, texts]) =>
      spread(
        `filter of the customer list, ${script}`,
        texts.map(
          (text) => () => ask('customer.list', listQuestion({ filter: { ...EVERYBODY, text } }).input),
        ),
        KEYSTROKE,
      ),
    ),
  ]);
}
