import type { Language } from '../cli/language.ts';

/** Where a program writes: a terminal that can redraw its last line, or anything else. */
export interface Output {
  readonly tty: boolean;
  write(text: string): void;
}

export interface Progress {
  step(done: number, total: number, label: string): void;
  end(): void;
}

const WIDTH = 30;
/** Redrawing for every piece of a file would cost more than reading it. */
const REDRAW = 0.005;
/** How long nobody hears of work that goes on, where there is no bar. */
const SILENCE_MS = 10_000;

const WORDS = {
  en: {
    begins: (what: string) => `Reading ${what}…\n`,
    goesOn: (what: string, percent: number) => `Reading ${what}: ${percent} %\n`,
  },
  zh: {
    begins: (what: string) => `正在载入：${what}\n`,
    goesOn: (what: string, percent: number) => `正在载入：${what}，${percent} %\n`,
  },
} as const;

/** A bar on a terminal; elsewhere a plain line for each thing that begins, and one every ten seconds while it goes on. */
export function progressOn(output: Output, language: Language, now: () => number): Progress {
  const words = WORDS[language];
  let shown = -1;
  let saidAt = 0;
  let label = '';
  return {
    step(done, total, next) {
      const share = total === 0 ? 1 : done / total;
      if (!output.tty) {
        const at = now();
        if (next !== label) output.write(words.begins(next));
        else if (at - saidAt >= SILENCE_MS) output.write(words.goesOn(next, Math.floor(share * 100)));
        else return;
        saidAt = at;
      } else if (next !== label || share - shown >= REDRAW || share === 1) {
        const full = Math.round(share * WIDTH);
        const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
        output.write(`\r\u001b[2K${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${next}`);
        shown = share;
      }
      label = next;
    },
    end() {
      if (output.tty && shown >= 0) output.write('\r\u001b[2K');
    },
  };
}
