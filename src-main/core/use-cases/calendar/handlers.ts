import type { calendarCommands } from '../../../../src-shared/contract/calendar.ts';
import type { calendarFileCommands } from '../../../../src-shared/contract/calendar-file.ts';
import type { UseCases } from '../../engine/context.ts';
import { answerInvitation, answerSeveral } from './answer-invitation.ts';
import { copyEvents } from './copy-events.ts';
import { createEvent } from './create-event.ts';
import { decideConflicts } from './decide-conflict.ts';
import { dismissReminder } from './dismiss-reminder.ts';
import { importEvents } from './import-events.ts';
import { moveEvent, moveEvents } from './move-event.ts';
import { noteEvent } from './note-event.ts';
import { removeEvent, removeEvents } from './remove-event.ts';
import { reopenConflict } from './reopen-conflict.ts';
import { proposeTime, withdrawTime } from './propose-time.ts';
import { acceptCounter, declineCounter } from './reply-counter.ts';
import { restoreEvent } from './restore-event.ts';
import { seeEvent } from './see-event.ts';
import { snoozeReminder } from './snooze-reminder.ts';
import { otherRoom } from './other-room.ts';
import { passOn } from './pass-on.ts';
import { takeOver } from './take-over.ts';
import { updateEvent } from './update-event.ts';

export const calendarUseCases: UseCases<keyof typeof calendarCommands | keyof typeof calendarFileCommands> = {
  'event.create': createEvent,
  'event.update': updateEvent,
  'event.move': moveEvent,
  'event.remove': removeEvent,
  'event.otherRoom': otherRoom,
  'event.takeOver': takeOver,
  'event.passOn': passOn,
  'event.moveSeveral': moveEvents,
  'event.removeSeveral': removeEvents,
  'event.copy': copyEvents,
  'event.restore': restoreEvent,
  'event.note': noteEvent,
  'event.import': importEvents,
  'invitation.answer': answerInvitation,
  'invitation.answerSeveral': answerSeveral,
  'invitation.propose': proposeTime,
  'invitation.withdraw': withdrawTime,
  'event.see': seeEvent,
  'counter.accept': acceptCounter,
  'counter.decline': declineCounter,
  'conflict.decide': decideConflicts,
  'conflict.reopen': reopenConflict,
  'reminder.dismiss': dismissReminder,
  'reminder.snooze': snoozeReminder,
};
