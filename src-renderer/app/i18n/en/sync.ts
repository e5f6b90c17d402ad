import type { Words } from '../words.ts';
import type { sync as zh } from '../zh-CN/sync.ts';

export const sync: Words<typeof zh> = {
  title: 'Sync',
};
