import { CUSTOMER_ACTS } from './customer-acts.ts';
import type { Acts } from './doing.ts';
import { EVENT_ACTS } from './event-acts.ts';
import { FILE_ACTS } from './file-acts.ts';
import { INVITE_ACTS } from './invite-acts.ts';
import { NOTE_ACTS } from './note-acts.ts';
import { SETTLE_ACTS } from './settle-acts.ts';
import { TASK_ACTS } from './task-acts.ts';
import { turnBack } from './turn-back.ts';

/** Everything that a person may do, with how often it is done. Their order is part of every history: it decides what is drawn. */
export const ACTS: Acts = {
  ...CUSTOMER_ACTS,
  ...TASK_ACTS,
  ...NOTE_ACTS,
  ...EVENT_ACTS,
  ...INVITE_ACTS,
  ...FILE_ACTS,
  undo: [4, (doing) => turnBack(doing, 'undo.undo')],
  redo: [2, (doing) => turnBack(doing, 'undo.redo')],
  ...SETTLE_ACTS,
};
