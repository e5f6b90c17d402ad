/** One thing in both languages of the bank. */
export type Both = readonly [zh: string, en: string];
