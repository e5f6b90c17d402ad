import { z } from 'zod';
import { ERASURES } from '../sync/protocol.ts';
import { command, query } from './define.ts';

/** The shortest passphrase; what protects a short one is only what a guess costs. */
export const SHORTEST_PASSPHRASE = 8;
const passphrase = z.string().min(1).max(200);

/**
 * Whether the desk may be seen at all. These are answered before the database is open, by `core/lock/gate.ts`; while
 * the desk is not open, every other command and query is refused.
 */
export const lockCommands = {
  'lock.unlock': command()(z.strictObject({ passphrase })),
  'lock.now': command()(z.strictObject({})),
  /** `current` where there is one already; `next: null` takes it away. */
  'lock.setPassphrase': command()(
    z.strictObject({
      current: passphrase.nullable(),
      next: z.string().min(SHORTEST_PASSPHRASE).max(200).nullable(),
    }),
  ),
  /** A person is there: typing or pointing. */
  'lock.active': command()(z.strictObject({})),
  /** After a wipe: a new key, an empty database, and the sign-in page. */
  'lock.beginAnew': command()(z.strictObject({})),
};

/** Why a device was erased. */
export const WIPE_REASONS = [...ERASURES, 'unknown'] as const;
export type WipeReason = (typeof WIPE_REASONS)[number];

export interface LockState {
  /**
   * `locked`: the database is closed and its key not in memory. `lease_over`: the desk was offline for longer than the
   * bank allows; the data stays, and opens with the next contact. `wiped`: the bank had it erased.
   */
  state: 'open' | 'locked' | 'lease_over' | 'wiped';
  /** Whether the key is sealed with a passphrase; without one nothing can be locked. */
  passphrase: boolean;
  /** What keeps the key: the system's key store, or a file that its owner can read. */
  keptBy: 'system' | 'file';
  /** Until when the desk may be offline; null where the server never said. */
  leaseUntil: number | null;
  /** How many reminders fell due since it was locked; what they are about is told when it opens. */
  due: number;
  /** What became of changes that were not sent when it was erased. */
  wiped: { at: number; reason: WipeReason; handedOver: number; lost: number } | null;
}

export const lockQueries = { 'lock.state': query<LockState>()(z.strictObject({})) };
