/**
 * Deterministic random numbers (sfc32, public domain, Chris Doty-Humphrey), for demo data and simulations.
 * Never for keys or tokens.
 */
export interface Seeded {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  int(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** A new list in random order. */
  shuffle<T>(from: readonly T[]): T[];
  /** An independent stream, so that adding draws in one place does not move another. */
  fork(label: string): Seeded;
}

export function seeded(seed: number | string): Seeded {
  let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
  let d = mix(String(seed));
  const root = d;
  function next(): number {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4294967296;
  }
  for (let i = 0; i < 15; i += 1) next();
  const self: Seeded = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (from) => {
      if (from.length === 0) throw new Error('pick from an empty list');
      return from[Math.floor(next() * from.length)]!;
    },
    chance: (p) => next() < p,
    shuffle: (from) => {
      const list = [...from];
      for (let i = list.length - 1; i > 0; i -= 1) {
        const j = self.int(0, i);
        [list[i], list[j]] = [list[j]!, list[i]!];
      }
      return list;
    },
    fork: (label) => seeded(`${root}/${label}`),
  };
  return self;
}

/** FNV-1a over UTF-16 units. */
function mix(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
