import type { Words } from '../words.ts';
import type { inbox as zh } from '../zh-CN/inbox.ts';

export const inbox: Words<typeof zh> = {
  title: 'Inbox',
};
