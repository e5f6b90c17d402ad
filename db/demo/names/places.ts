import type { Both } from './both.ts';

/** Invented districts of the demo bank's city and of its other branches' cities. */
export const REGIONS: readonly Both[] = [
  ['城西区', 'Chengxi'],
  ['城北园区', 'North Park'],
  ['滨江园区', 'Riverside Park'],
  ['港区', 'Port District'],
  ['保税区', 'Free Trade Zone'],
  ['高新区', 'High-tech Zone'],
  ['老城区', 'Old Town'],
  ['东湖新区', 'East Lake'],
];

export const CITIES: readonly Both[] = [
  ['云州', 'Yunzhou'],
  ['澜江', 'Lanjiang'],
  ['北汀', 'Beiting'],
  ['望海', 'Wanghai'],
  ['石陵', 'Shiling'],
  ['青岭', 'Qingling'],
  ['槐屿', 'Huaiyu'],
  ['鹿鸣', 'Luming'],
];

export const SUB_BRANCHES: readonly Both[] = [
  ['城西', 'Chengxi'],
  ['滨江', 'Riverside'],
  ['高新', 'High-tech'],
  ['港区', 'Port'],
  ['东湖', 'East Lake'],
  ['老城', 'Old Town'],
  ['城北', 'Chengbei'],
  ['南门', 'South Gate'],
];
