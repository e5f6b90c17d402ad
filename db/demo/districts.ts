import { BANK } from '../../src-shared/sync/scope.ts';
import { REGIONS } from './names/places.ts';
import type { DemoRow, Make } from './row.ts';

/** Inhabitants (thousands) and average yearly salary (yuan) of the demo city's districts, invented. */
const FIGURES = [
  [412, 84_000],
  [186, 91_000],
  [233, 102_000],
  [121, 88_000],
  [64, 97_000],
  [298, 118_000],
  [377, 79_000],
  [205, 108_000],
] as const;

export function* districts(make: Make): Generator<DemoRow> {
  for (const [index, [name, name_en]] of REGIONS.entries()) {
    const [thousands, average_salary] = FIGURES[index]!;
    yield make('district', BANK, {
      code: `Q${index + 1}`,
      name,
      name_en,
      region: '云州市',
      inhabitants: thousands * 1_000,
      average_salary,
    });
  }
}
