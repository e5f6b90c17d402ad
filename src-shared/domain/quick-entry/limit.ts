/** Longer sentences are not read further: nobody types them, and patterns must not be made to work for long. */
export const QUICK_ENTRY_MAX = 300;
