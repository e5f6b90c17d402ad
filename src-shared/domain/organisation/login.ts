/** A login as it is compared: people type it in capitals, in the full width of an input method, and with blanks around. */
export const foldLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();
