import type { Words } from '../words.ts';
import type { errors as zh } from '../zh-CN/errors.ts';

export const errors: Words<typeof zh> = {
  Unexpected: 'Something unexpected went wrong ({{type}}). Nothing was changed; please try again.',
  BadInput:
    'Something is missing, too long or not in the right form, so nothing was saved. Check it and try again.',
  BadValue: 'The value of “{{column}}” is not valid, so nothing was saved. Change it and try again.',
  NotFound: 'This record is no longer here. It may have been deleted or handed over.',
  NotGranted: 'You may not change this record. Ask your team lead if you need access.',
  SignedOut: 'You are signed out. Sign in first.',
  UnsentChanges:
    'Changes not sent yet: {{count}}, so you were not signed out and nothing was removed. Go online first, or confirm that you want to discard them.',
  WrongPassword: 'The sign-in name or password is wrong. Check capital letters and try again.',
  Locked: 'The desk is locked. Unlock it first.',
  WrongPassphrase: 'The passphrase is wrong. Check capital letters and the keyboard, and try again.',
  NoPassphrase: 'There is no passphrase, so locking would keep nobody out. Set one in Settings first.',
  LeaseOver:
    'The desk was offline for longer than the bank allows and is locked. Go online once to continue; your data is all here.',
  Wiped: 'The bank had the data on this computer erased.',
  InsecureServer:
    '“{{server}}” is not encrypted: passwords and customer data would travel unencrypted. Use an address that begins with https://.',
  PasswordsOff: 'Password sign-in is switched off at this bank. Use the “Sign in with …” button.',
  ProviderDown:
    'The bank’s sign-in cannot be reached now. Try again later; devices that are already signed in keep working.',
  SignInRefused:
    'The bank’s sign-in did not go through: the response was invalid, too late or already used. Sign in again.',
  SignInCancelled: 'The bank’s sign-in page was not completed. Try again.',
  NobodyHere:
    'You are signed in at the bank, but have no Semicolon user account yet. Ask an administrator to create one.',
  TokenExpired: 'The sign-in is being renewed. Try again in a moment.',
  TokenRevoked:
    'This device was signed out by an administrator. Unsent changes are kept here; sign in again or ask the administrator.',
  ServerDown: 'The server {{server}} cannot be reached. Work offline; changes are sent when it is back.',
  ServerRefused: 'The server did not accept the request ({{status}}). Changes are kept here and tried again.',
  TooManyTries: 'Too many tries. Wait a moment and try again.',
  TooManyTriesFor_one: 'Too many tries. Try again in a minute.',
  TooManyTriesFor_other: 'Too many tries. Try again in {{count}} minutes.',
  Forked:
    'A copy of this computer’s data is in use elsewhere. This computer is getting a number of its own; nothing is lost.',
  ManyDeletions: '{{deleted}} of {{of}} records would be deleted. Confirm it in Sync first.',
  UpdateNeeded: 'This version is too old to send changes. They are kept here; update to continue.',
  SlotEndBeforeStart: 'The end is before the start. Change the end.',
  SlotTooLong: 'An event lasts three years at most. Check the year of its end.',
  SlotFarAway: 'Dates lie between 1900 and 2200. Check the year.',
  SlotBadTime: '“{{value}}” is not a time. Enter a time from 00:00 to 23:59.',
  SlotBadZone: '“{{value}}” is not a time zone. Choose another in Settings.',
  SlotBadRule: 'The repetition cannot be read. Choose it again.',
  RuleEndsBeforeStart: 'The repetition would end before it begins. Choose a later last day.',
  RuleTooExpensive:
    'This repetition makes too many events, so it was not saved. Narrow it or set an end date.',
  RuleStays:
    'This repetition cannot move along with the whole series, so nothing was saved. Change this one only, or set the repetition anew.',
  CounterClosed: 'This other time is settled already: answered, taken back, or the meeting is gone.',
  NothingToUndo: 'There is nothing to undo.',
  NothingToRedo: 'There is nothing to redo.',
  NotNewest: 'Nothing was changed: this was undone or redone already, or something else was done since.',
  ChangedSince: 'Changed since and left as they are: {{count}}. The rest was undone.',
  FileTooLarge: 'The file is too large; the limit is 50 MB. Compress or split it.',
  BytesNotHere: '“{{name}}” is still on the server. It is fetched when you are online; open it again then.',
  DiskFull: 'The disk is full, so nothing was saved. Free some space and try again; your data is safe.',
  FolderNotWritable:
    'The data folder {{folder}} cannot be written to. Check its permissions or choose another.',
  DatabaseTooNew:
    'The data on this computer is from a newer version ({{found}}; this is {{known}}). Update Semicolon; nothing was changed.',
  DatabaseDamaged:
    'The data file on this computer is damaged; it was set aside. Your data can be fetched from the server again.',
  DiskFailed:
    'The disk did not answer while reading or writing, so nothing was saved. Try again; if it keeps happening, have the disk checked.',
  DatabaseLocked: 'Another Semicolon is using the data on this computer. Close it first.',
  WrongKey:
    'The data on this computer cannot be opened: the key does not fit. Nothing was changed; ask your administrator.',
  PortTaken: 'Port {{port}} is in use. Close the program that uses it or choose another port.',
  BadCsv: 'Line {{line}} has a problem: {{problem}}. Nothing was imported.',
  NotAnswering: 'The desk’s background program does not answer. Reconnecting; nothing you wrote is lost.',
};
