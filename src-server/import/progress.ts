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

/** A bar on a terminal; elsewhere one plain line for each thing that begins. */
export function progressOn(output: Output): Progress {
  let shown = -1;
  let label = '';
  return {
    step(done, total, next) {
      const share = total === 0 ? 1 : done / total;
      if (!output.tty) {
        if (next !== label) output.write(`reading ${next}\n`);
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
