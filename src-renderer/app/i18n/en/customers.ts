import type { Words } from '../words.ts';
import type { customers as zh } from '../zh-CN/customers.ts';

export const customers: Words<typeof zh> = {
  title: 'Customers',
};
