import type { WallTime } from '../../kernel/brand.ts';
import { basic } from './rule.ts';
import { textLine, type IcsOut } from './ics-write.ts';
import type { ImportItem } from './ics-item.ts';
import { zoneOrUtc } from './zone.ts';

/** An event as an export needs it. */
export interface ExportableEvent extends Omit<ImportItem, 'slot' | 'kind'> {
  readonly slot: ImportItem['slot'];
  readonly kind: string;
  /** The zone of the series whose instance it replaces. */
  readonly seriesZone: string | null;
  readonly attendees: readonly {
    readonly name: string;
    readonly email: string | null;
    readonly role: 'required' | 'optional';
    readonly answer: 'needs_action' | 'accepted' | 'tentative' | 'declined';
  }[];
}

const PARTSTAT = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  declined: 'DECLINED',
} as const;
/** Properties that one event has only once: what the desk says stands before what a file said. */
const WHOLE = 'X-SEMICOLON-WHOLE-';

/**
 * An event as content lines: what the desk knows, then what its file said beyond that. `stamp` is when it is written,
 * in UTC wall time.
 */
export function exportOf(event: ExportableEvent, stamp: WallTime): IcsOut {
  const { slot, recurrence_id: id } = event;
  const { all_day, ...times } = slot;
  const kept = (event.ics ?? '').split('\n').filter((line) => line !== '');
  const whole = new Map(
    kept
      .filter((line) => line.startsWith(WHOLE))
      .map((line) => [/^[A-Z-]+/.exec(line.slice(WHOLE.length))?.[0] ?? '', line.slice(WHOLE.length)]),
  );
  const beyond = kept.filter((line) => !line.startsWith(WHOLE));
  const says = (name: string): boolean =>
    beyond.some(
      (line) => line.toUpperCase().startsWith(`${name}:`) || line.toUpperCase().startsWith(`${name};`),
    );
  const said = (name: string, text: string | null): string[] => {
    if (text === null) return [];
    const long = whole.get(name);
    // Cut when it was imported and not changed since: the whole text goes out again.
    return [
      long !== undefined && unfoldedValue(long).startsWith(escaped(text).slice(0, -1))
        ? long
        : textLine(name, text),
    ];
  };
  return {
    uid: event.uid,
    slot: { ...times, allDay: all_day },
    ...(id === null
      ? {}
      : {
          recurrence: {
            id,
            zone: zoneOrUtc(event.seriesZone ?? slot.zone),
            name: event.seriesZone ?? slot.zone,
            floating: false,
            future: false,
          },
        }),
    lines: [
      ...(says('DTSTAMP') ? [] : [`DTSTAMP:${basic(stamp)}Z`]),
      ...said('SUMMARY', event.title),
      ...said('DESCRIPTION', event.description),
      ...said('LOCATION', event.place),
      `STATUS:${event.status.toUpperCase()}`,
      `TRANSP:${event.transparency === 'free' ? 'TRANSPARENT' : 'OPAQUE'}`,
      ...(event.transparency === 'out_of_office' ? ['X-MICROSOFT-CDO-BUSYSTATUS:OOF'] : []),
      ...(event.privacy === 'private' ? ['CLASS:PRIVATE'] : []),
      `X-SEMICOLON-KIND:${event.kind.toUpperCase()}`,
      ...event.attendees.map(attendeeLine),
      ...alarmLines(event),
      ...beyond,
    ],
  };
}

const unfoldedValue = (line: string): string => line.slice(line.indexOf(':') + 1);
const escaped = (text: string): string => unfoldedValue(textLine('X', text));

function attendeeLine({ name, email, role, answer }: ExportableEvent['attendees'][number]): string {
  const cn = `"${name.replaceAll('"', "'")}"`;
  const part = role === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT';
  const to = email === null ? `urn:x-semicolon:${encodeURIComponent(name)}` : `mailto:${email}`;
  return `ATTENDEE;CN=${cn};ROLE=${part};PARTSTAT=${PARTSTAT[answer]}:${to}`;
}

const alarmLines = ({ reminders, title }: ExportableEvent): string[] =>
  (reminders ?? '')
    .split(',')
    .filter((minutes) => /^\d+$/.test(minutes))
    .flatMap((minutes) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      textLine('DESCRIPTION', title),
      `TRIGGER:-PT${minutes}M`,
      'END:VALARM',
    ]);
