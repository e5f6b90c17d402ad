import type { Words } from '../words.ts';
import type { tasks as zh } from '../zh-CN/tasks.ts';

export const tasks: Words<typeof zh> = {
  title: 'Tasks',
};
