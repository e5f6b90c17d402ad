import { lineAt } from './imports.ts';
import type { Source, Violation } from './imports.ts';
import { isTest } from './zones.ts';

/** A pattern that has no business in some files. */
interface Rule {
  readonly applies: (file: string) => boolean;
  readonly pattern: RegExp;
  readonly message: string;
}

const RULES: readonly Rule[] = [
  {
    // A test may look at the rows themselves: asking the code under test would prove nothing.
    applies: (file) => file.startsWith('src-') && !isTest(file),
    pattern: /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE) /g,
    message: 'SQL lives below db/: give the query a name there and call it',
  },
  {
    applies: (file) => file.startsWith('src-shared/') && !isTest(file),
    pattern:
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.(randomUUID|getRandomValues)\(/g,
    message: 'src-shared has no clock and no random: take them as arguments (kernel/env.ts)',
  },
  {
    applies: (file) => file.startsWith('src-renderer/') && file.endsWith('.tsx') && !isTest(file),
    pattern: /\p{Script=Han}/gu,
    message: 'words belong in the catalogues (src-renderer/app/i18n)',
  },
  {
    // The ghost in it changes with every move of a drag, and so would all that takes the whole state.
    applies: (file) => file.startsWith('src-renderer/'),
    pattern: /\buseCalendar\(\)/g,
    message: 'choose what you need of it: useCalendar((state) => state.picked)',
  },
];

/** One violation a rule and line, however often the pattern occurs on it. */
export function wordViolations({ file, text }: Source): Violation[] {
  return RULES.filter((rule) => rule.applies(file)).flatMap((rule) => {
    const lines = new Set([...text.matchAll(rule.pattern)].map((match) => lineAt(text, match.index)));
    return [...lines].map((line) => ({ file, line, message: rule.message }));
  });
}
