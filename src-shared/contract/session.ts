import { z } from 'zod';
import type { WipeReason } from './lock.ts';
import { command } from './define.ts';

const server = z.url().max(300);

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
  /** It is to be erased at its next contact; `toldAt`: when that was. */
  ended: { at: number; why: Extract<WipeReason, 'revoked'>; toldAt: number | null } | null;
}

/** What is asked of the server alone, about signing in and about one's own devices; needs a connection. */
export const sessionCommands = {
  /** How one may sign in at a server; `provider`: the bank's own, by the name that its people know. */
  'session.ways': command<{ passwords: boolean; provider: { name: string } | null }>()(
    z.strictObject({ server }),
  ),
  /** Begins a sign-in at the provider; the window opens the address in the system's browser. */
  'session.beginProvider': command<{ url: string }>()(z.strictObject({ server })),
  /** Answers when the person has come back, or has not. */
  'session.finishProvider': command()(z.strictObject({})),
  'session.cancelProvider': command()(z.strictObject({})),
  'session.devices': command<OwnDevice[]>()(z.strictObject({})),
  /** Ends another device's sign-in: it erases itself at its next contact, after it handed over what it had not sent. */
  'session.revokeDevice': command()(z.strictObject({ number: z.number().int().positive() })),
};
