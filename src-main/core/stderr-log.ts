import type { Log } from './sync/exchange.ts';

/** One line of JSON for each event; scopes and counts only, never what a row holds. */
export const stderrLog: Log = (event, fields) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
};
