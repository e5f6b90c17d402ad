import { framesOf } from '../../src-shared/kernel/frames.ts';
import type { Log } from './sync/log.ts';

/** One line of JSON for each event; scopes and counts only, never what a row holds. */
export const stderrLog: Log = (event, fields) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
};

/** Where a fault of the program happened. Its message may quote what a row holds, so only its kind is kept. */
export function faultText(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  return [fault.name, ...framesOf(fault)].join(' | ');
}
