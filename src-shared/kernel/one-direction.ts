/** Marks that turn the direction of text, wherever they end. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text as it is shown beside others, without the marks that turn the direction of text: with them a name that somebody
 * else wrote reads otherwise than it is, and turns what stands behind it. What is kept and searched stays as it was written.
 */
export const oneDirection = (text: string): string => text.replace(TURNING, '');
