import type { Words } from '../words.ts';
import type { calendar as zh } from '../zh-CN/calendar.ts';

export const calendar: Words<typeof zh> = {
  title: 'Calendar',
};
