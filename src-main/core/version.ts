/** The desk's version, as `package.json` has it; shown in the settings and sent nowhere. */
export const VERSION = '0.1.0';
