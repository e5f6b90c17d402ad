import type { CellFault } from '../schema/table.ts';
import type { Deletion } from '../sync/mass-deletion.ts';
import type { Erasure } from '../sync/protocol.ts';

/** What stood in the way of a request; each has plain words in the sync centre. */
export type Obstacle =
  | 'CaptivePortal'
  /** The server answers, and says that it cannot work now: its database is away, its disk is full. */
  | 'ServerUnwell'
  /** An error that is not the server's word: a gateway before a server that is serviced, or a network that blocks it. */
  | 'ErrorPage'
  | 'CertificateExpired'
  | 'CertificateEarly'
  | 'CertificateWrongHost'
  | 'CertificateUnknown'
  /** No version or cipher of TLS that is safe today. */
  | 'EncryptionTooOld'
  /** What answers does not speak TLS at all. */
  | 'NotEncrypted';

/**
 * Every expected failure that may cross the contract. The renderer words each of them in both languages, keyed by
 * `type`; adding one without a wording fails to compile there.
 */
export type DeskFailure =
  | { type: 'BadInput'; path: string; problem: string }
  | { type: 'BadValue'; table: string; column: string; fault: CellFault['fault'] }
  | { type: 'NotFound'; what: string }
  | { type: 'NotGranted'; what: string }
  | { type: 'SignedOut' }
  /** Signing out with a wipe, or as somebody else, would lose records that were not sent yet. */
  | { type: 'UnsentChanges'; count: number }
  | { type: 'WrongPassword' }
  /** The desk is locked: nothing is read or written before it is unlocked. */
  | { type: 'Locked' }
  | { type: 'WrongPassphrase' }
  /** There is no passphrase, so locking would keep nobody out. */
  | { type: 'NoPassphrase' }
  /** Offline for longer than the bank allows. */
  | { type: 'LeaseOver' }
  /** The bank had this desk erased. */
  | { type: 'Wiped' }
  /** `wipe`: the bank wants the desk erased. */
  | { type: 'TokenRevoked'; wipe?: Erasure }
  /** This server takes no passwords: one signs in at the bank's own provider. */
  | { type: 'PasswordsOff' }
  | { type: 'ProviderDown' }
  /** What the provider answered was not what was asked for, or came too late. */
  | { type: 'SignInRefused' }
  /** Nobody came back from the provider's page in time, or the person gave up. */
  | { type: 'SignInCancelled' }
  /** The provider knows the person, the bank's server does not. */
  | { type: 'NobodyHere' }
  /** A short token is over; it is renewed before anybody notices, unless the server's clock runs away. */
  | { type: 'TokenExpired' }
  /** Plain HTTP to another machine. */
  | { type: 'InsecureServer'; server: string }
  /**
   * `why`, where it is known that something stands between this laptop and the server; `retryAfterMs`, where the server
   * or a proxy before it says when to come again.
   */
  | { type: 'ServerDown'; server: string; why?: Obstacle; retryAfterMs?: number }
  | { type: 'ServerRefused'; status: number }
  | { type: 'TooManyTries'; retryAfterMs: number }
  | { type: 'UpdateNeeded' }
  /** A copy of this laptop uses its number; it gets one of its own. */
  | { type: 'Forked' }
  /** The server wants to know first whether so many deletions are meant. */
  | ({ type: 'ManyDeletions' } & Deletion)
  | { type: 'SlotEndBeforeStart' }
  | { type: 'SlotTooLong' }
  | { type: 'SlotFarAway' }
  | { type: 'SlotBadTime'; value: string }
  | { type: 'SlotBadZone'; value: string }
  | { type: 'SlotBadRule'; value: string }
  | { type: 'RuleTooExpensive' }
  /** The rule of a series cannot go where one of its meetings was put. */
  | { type: 'RuleStays' }
  | { type: 'RuleEndsBeforeStart' }
  /** Another time that was proposed waits for no answer any more: answered, taken back, or the meeting is gone. */
  | { type: 'CounterClosed' }
  | { type: 'NothingToUndo' }
  | { type: 'NothingToRedo' }
  /** The act that was to be undone or redone is not the one whose turn it is: turned already, or another came since. */
  | { type: 'NotNewest' }
  /** Undo left parts alone because somebody changed them since. */
  | { type: 'ChangedSince'; count: number }
  | { type: 'FileTooLarge'; bytes: number; limit: number }
  | { type: 'BytesNotHere'; name: string }
  | { type: 'DiskFull' }
  | { type: 'FolderNotWritable'; folder: string }
  | { type: 'DatabaseTooNew'; found: number; known: number }
  | { type: 'DatabaseDamaged'; file: string }
  | { type: 'DatabaseLocked'; file: string }
  /** The disk did not read or write when asked: nothing is known to be damaged. */
  | { type: 'DiskFailed' }
  | { type: 'WrongKey'; file: string }
  | { type: 'PortTaken'; port: number }
  | { type: 'BadCsv'; line: number; problem: string }
  | { type: 'NotAnswering' };
