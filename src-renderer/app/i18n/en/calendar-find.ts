import type { Words } from '../words.ts';
import type { find as zh } from '../zh-CN/calendar-find.ts';

/** Of the calendar's words those of finding a time. */
export const find: Words<typeof zh> = {
  open: 'Find a time',
  close: 'Close',
  title: 'Times that suit everyone',
  anyRoom: 'With a room',
  seats: 'Seats',
  seatsUnit: 'seats',
  none: 'No time within two weeks. Make it shorter, or make some people optional.',
  noneSoLarge_one: 'No room is that large: the largest seats {{count}}.',
  noneSoLarge_other: 'No room is that large: the largest seats {{count}}.',
  noRooms: 'No room of the branch is known on this laptop.',
  grade: { free: 'Everyone free', possible: 'Worth asking', conflict: 'Someone cannot come' },
  reason: {
    AllFree: 'everyone free',
    RequiredBusy: '{{who}} busy',
    NoRoom: 'no room free',
    TooSmall: 'no room large enough',
    TravelTight: 'little travel time for {{who}}',
    NotAWorkingDay: 'not a working day',
    OutsideHours: 'outside working hours for {{who}}',
    Tentative: '{{who}} tentative',
    OptionalBusy: '{{who}} (optional) busy',
    Stale: '{{who}}: older data',
  },
};
