import { z } from 'zod';
import type { WipeReason } from './lock.ts';
import { command } from './define.ts';

/** A device of the person who asks, as the server knows it. */
export interface OwnDevice {
  number: number;
  name: string;
  /** `win32`, `darwin`, `linux`; null where it never said. */
  system: string | null;
  since: number;
  lastSeenAt: number;
  /** The one that asks. */
  here: boolean;
  /** It is to be erased at its next contact. */
  ended: { at: number; why: Extract<WipeReason, 'revoked'> } | null;
}

/** What is asked of the server alone, about signing in and about one's own devices; needs a connection. */
export const sessionCommands = {
  'session.devices': command<OwnDevice[]>()(z.strictObject({})),
  /** Ends another device's sign-in: it erases itself at its next contact, after it handed over what it had not sent. */
  'session.revokeDevice': command()(z.strictObject({ number: z.number().int().positive() })),
};
