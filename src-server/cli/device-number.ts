/** The number of a device as somebody wrote it; null where no device can have it. */
export const deviceNumber = (word: string): number | null =>
  /^[1-9]\d{0,8}$/.test(word) ? Number(word) : null;
