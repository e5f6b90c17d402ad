import type { Words } from '../words.ts';
import type { lock as zh } from '../zh-CN/lock.ts';

export const lock: Words<typeof zh> = {
  title: 'The desk is locked',
  why: 'The data on this computer is closed and its key is not in memory. Enter the passphrase to continue.',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  due_one: '1 reminder fell due while it was locked. Unlock to see it.',
  due_other: '{{count}} reminders fell due while it was locked. Unlock to see them.',
  working: 'Unlocking',
  missing: 'Enter the passphrase.',
  forgot:
    'Without the passphrase the data here cannot be opened; an administrator can erase this device, and the data can then be fetched from the server again.',
  leaseTitle: 'Offline for too long',
  leaseWhy:
    'This computer was offline for longer than the bank allows, so the desk is locked. Go online once to continue; your data is all here, unchanged.',
  leaseTry: 'Go online now',
  leaseTrying: 'Connecting',
  leaseFailed: 'The server could not be reached. Check the network and try again.',
  wipedTitle: 'The data on this computer was erased',
  wipedWhy: {
    revoked: 'This device was signed out. As the bank requires, its data, files and key were erased.',
    left: 'Your user account was closed. As the bank requires, the data, files and key here were erased.',
    unknown: 'The bank had the data, files and key on this computer erased.',
  },
  handedOver_one:
    '{{count}} change had not been sent; the server keeps it, and an administrator can bring it back.',
  handedOver_other:
    '{{count}} changes had not been sent; the server keeps them, and an administrator can bring them back.',
  lost_one: '{{count}} change that had not been sent could not be handed to the server and was erased too.',
  lost_other:
    '{{count}} changes that had not been sent could not be handed to the server and were erased too.',
  wipedAt: 'Erased: {{time}}',
  beginAnew: 'Start again',
  section: 'Locking',
  state: 'Passphrase',
  none: 'Not set',
  set: 'Set',
  noneFile:
    'The key is stored in a file that only you can read. Without a passphrase, whoever can use your system account on this computer can open the data.',
  noneSystem:
    'The system’s key store keeps the key. Without a passphrase, whoever can use your system account on this computer can open the data.',
  setHint: 'The database key is encrypted with it; you enter it at every start and after every lock.',
  choose: 'Set a passphrase',
  change: 'Change passphrase',
  remove: 'Remove passphrase',
  current: 'Current passphrase',
  next: 'New passphrase (8 characters or more)',
  again: 'Repeat passphrase',
  tooShort: 'At least 8 characters.',
  differs: 'The two do not match.',
  save: 'Save',
  minutes: 'Lock after inactivity',
  never: 'Never',
  minutesOf_one: 'after {{count}} minute',
  minutesOf_other: 'after {{count}} minutes',
  minutesHint:
    'At once when the screen is locked or the computer sleeps (desktop program). While locked, nothing syncs, and reminders that fall due are counted but not shown.',
  now: 'Lock now',
  saved: 'Passphrase saved',
  removed: 'Passphrase removed',
};
