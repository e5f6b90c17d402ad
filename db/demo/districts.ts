import { BANK } from '../../src-shared/sync/scope.ts';
import { REGIONS } from './names/places.ts';
import type { DemoRow, Make } from './row.ts';

/** Inhabitants (thousands), average yearly salary (yuan) and centre of the demo city's districts, invented. */
const FIGURES = [
  [412, 84_000, '30.281;114.052'],
  [186, 91_000, '30.352;114.108'],
  [233, 102_000, '30.262;114.131'],
  [121, 88_000, '30.236;114.214'],
  [64, 97_000, '30.221;114.236'],
  [298, 118_000, '30.301;114.176'],
  [377, 79_000, '30.288;114.096'],
  [205, 108_000, '30.309;114.243'],
] as const;

export function* districts(make: Make): Generator<DemoRow> {
  for (const [index, [name, name_en]] of REGIONS.entries()) {
    const [thousands, average_salary, geo] = FIGURES[index]!;
    yield make('district', BANK, {
      code: `Q${index + 1}`,
      name,
      name_en,
      region: '云州市',
      inhabitants: thousands * 1_000,
      average_salary,
      geo,
    });
  }
}
