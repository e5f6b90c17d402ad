import type { Words } from '../words.ts';
import type { notes as zh } from '../zh-CN/notes.ts';

export const notes: Words<typeof zh> = {
  title: 'Notes',
};
