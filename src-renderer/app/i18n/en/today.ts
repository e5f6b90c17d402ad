import type { Words } from '../words.ts';
import type { today as zh } from '../zh-CN/today.ts';

export const today: Words<typeof zh> = {
  title: 'Today',
};
