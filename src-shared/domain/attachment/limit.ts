/** The largest file that may be attached, in bytes. */
export const ATTACHMENT_LIMIT = 50 * 1024 * 1024;
