import { z } from 'zod';
import { command } from './define.ts';

/** The address under which other programs read this person's calendar: asked of the server alone, so it needs a connection. */
export const subscriptionCommands = {
  /** Since when there is one, and when a program last read it; null: there is none. */
  'subscription.show': command<{ since: number; readAt: number | null } | null>()(z.strictObject({})),
  /** Makes a new address and ends the one before. The answer is the only time that it is told. */
  'subscription.renew': command<{ address: string }>()(z.strictObject({})),
  'subscription.end': command()(z.strictObject({})),
};
