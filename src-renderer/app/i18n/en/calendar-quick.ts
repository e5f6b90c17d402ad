import type { Words } from '../words.ts';
import type { quick as zh } from '../zh-CN/calendar-quick.ts';

/** Of the calendar's words those of a sentence in the palette. */
export const quick: Words<typeof zh> = {
  willEvent: 'Will create an event',
  willTask: 'Will create a task',
  time: 'Time',
  due: 'Due',
  repeat: 'Repeats',
  kind: 'Kind',
  who: 'With',
  room: 'Room',
  car: 'Car',
  place: 'Place',
  reminder: 'Reminder',
  unknown: 'Nobody called “{{name}}” found',
  others_one: '{{count}} other “{{name}}”: {{list}}',
  others_other: '{{count}} others called “{{name}}”: {{list}}',
  comma: ', ',
  more_one: '{{count}} more conflict',
  more_other: '{{count}} more conflicts',
  asWritten: 'Create as written',
  asWrittenClash: 'Create as written; the conflict goes to the inbox',
  andOpen: 'Create and open',
  asTask: 'Note as a task: “{{title}}”',
  asTaskDue: 'Note as a task: “{{title}}”, due {{due}}',
  open: 'Open {{name}}',
  taskMade: 'Task “{{title}}” created',
  backTo: 'Back to the sentence',
};
