import type { QuickEntry } from '../../src-shared/domain/quick-entry/quick-entry.ts';

/** One line a phrase: kind, when, rule, reminders, who, room, place, title. */
export function told(entry: QuickEntry): string {
  const { when, refused } = entry;
  if (refused !== null && refused.type !== 'noTitle') return `refused ${refused.type} ${refused.words}`;
  const sameDay = when && when.start.slice(0, 10) === when.end.slice(0, 10);
  return [
    entry.is === 'event' ? entry.kind : entry.is === 'task' ? 'task' : `${entry.is} ${entry.kind}`,
    when ? `${when.start.slice(2)}/${sameDay ? when.end.slice(11) : when.end.slice(2)}` : '-',
    when?.rrule ?? '',
    entry.reminders.length > 0 ? `r${entry.reminders.join(',')}` : '',
    entry.zone === null ? '' : `~${entry.zone}`,
    entry.priority === null ? '' : `!${entry.priority}`,
    ...entry.doubts.map((doubt) => `?${doubt}`),
    ...entry.who.map((name) => `@${name}`),
    entry.room === null ? '' : `#${entry.room}`,
    entry.car === null ? '' : `by ${entry.car}`,
    entry.place === null ? '' : `in ${entry.place}`,
    `"${entry.title}"`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
