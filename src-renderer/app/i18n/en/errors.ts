import type { Words } from '../words.ts';
import type { errors as zh } from '../zh-CN/errors.ts';

export const errors: Words<typeof zh> = {
  Unexpected: 'Something unexpected happened ({{type}}). Nothing was changed; please try again.',
};
