import type { WallTime } from '../../kernel/brand.ts';
import { basic } from './rule.ts';
import { deskLines, type DeskFields } from './ics-desk.ts';
import { componentLines, textLine, type IcsOut } from './ics-write.ts';
import { fieldText, keptOf, minutesBefore, statusOf, type Kept, type TextName } from './ics-fields.ts';
import { readComponents, type ContentLine } from './ics-lines.ts';
import type { ImportItem } from './ics-item.ts';
import { zoneOrUtc } from './zone.ts';

/** An event as an export needs it. */
export interface ExportableEvent
  extends Omit<ImportItem, 'slot' | 'kind' | 'travel_min' | 'buffer_min' | 'contract'>, DeskFields {
  readonly slot: ImportItem['slot'];
  readonly kind: string;
  /** The zone of the series whose instance it replaces. */
  readonly seriesZone: string | null;
  /** Who asks them. */
  readonly organiser: Named | null;
  readonly attendees: readonly (Named & {
    readonly role: 'required' | 'optional';
    readonly answer: 'needs_action' | 'accepted' | 'tentative' | 'declined';
  })[];
}

interface Named {
  readonly name: string;
  readonly email: string | null;
}

const PARTSTAT = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  declined: 'DECLINED',
} as const;
/**
 * An event as content lines: what the desk knows, then what its file said beyond that. `stamp` is when it is written,
 * in UTC wall time.
 */
export function exportOf(event: ExportableEvent, stamp: WallTime): IcsOut {
  const { slot, recurrence_id: id } = event;
  const { all_day, ...times } = slot;
  const { whole, rings, beyond } = keptOf(event.ics);
  const says = (name: string): boolean =>
    beyond.some(
      (line) => line.toUpperCase().startsWith(`${name}:`) || line.toUpperCase().startsWith(`${name};`),
    );
  // What a file said goes out again word for word while the field is what it made of it.
  const said = (name: TextName, text: string | null): string[] => {
    if (text === null) return [];
    const line = whole.get(name);
    const same = line !== undefined && fieldText(name, line.value).text.trim() === text.trim();
    return [same ? line.text : textLine(name, text)];
  };
  const busy = whole.get('X-MICROSOFT-CDO-BUSYSTATUS');
  const status = whole.get('STATUS');
  const asked = event.attendees.map(attendeeLine).filter((line) => !beyond.includes(line));
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
      status !== undefined && statusOf(status.value, busy?.value ?? '') === event.status
        ? status.text
        : `STATUS:${event.status.toUpperCase()}`,
      `TRANSP:${event.transparency === 'free' ? 'TRANSPARENT' : 'OPAQUE'}`,
      ...busyLine(event, busy),
      ...(event.privacy === 'private' ? [whole.get('CLASS')?.text ?? 'CLASS:PRIVATE'] : []),
      `X-SEMICOLON-KIND:${event.kind.toUpperCase()}`,
      ...deskLines(event),
      // Who was asked was asked by somebody (RFC 5545 §3.8.4.3).
      ...(asked.length > 0 && event.organiser !== null && !says('ORGANIZER')
        ? [organiserLine(event.organiser)]
        : []),
      ...asked,
      ...alarmLines(event, rings),
      ...beyond,
    ],
  };
}

/** What another calendar calls this time, while the desk's own word for it is what that became. */
function busyLine({ transparency, status }: ExportableEvent, busy: ContentLine | undefined): string[] {
  if (transparency === 'out_of_office') return ['X-MICROSOFT-CDO-BUSYSTATUS:OOF'];
  if (busy === undefined) return [];
  return /^\s*TENTATIVE\s*$/i.test(busy.value) && status !== 'tentative' ? [] : [busy.text];
}

const named = (name: string): string =>
  `CN="${name.replaceAll('"', "'").replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}"`;
const addressOf = ({ name, email }: Named): string =>
  email === null ? `urn:x-semicolon:${encodeURIComponent(name)}` : `mailto:${email}`;

const organiserLine = (who: Named): string => `ORGANIZER;${named(who.name)}:${addressOf(who)}`;

function attendeeLine({ role, answer, ...who }: ExportableEvent['attendees'][number]): string {
  const part = role === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT';
  return `ATTENDEE;${named(who.name)};ROLE=${part};PARTSTAT=${PARTSTAT[answer]}:${addressOf(who)}`;
}

function alarmLines({ reminders, title, slot }: ExportableEvent, rings: Kept['rings']): string[] {
  return (reminders ?? '')
    .split(',')
    .filter((minutes) => /^\d+$/.test(minutes))
    .flatMap((minutes) => {
      const { components } = readComponents((rings.get(Number(minutes)) ?? []).join('\n'));
      const alarms = components.filter((alarm) => minutesBefore(alarm, slot) === Number(minutes));
      if (alarms.length > 0) return alarms.flatMap(componentLines);
      return [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        textLine('DESCRIPTION', title),
        `TRIGGER:-PT${minutes}M`,
        'END:VALARM',
      ];
    });
}
