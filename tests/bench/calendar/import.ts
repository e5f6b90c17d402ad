import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays } from '../../../db/demo/dates.ts';
import { amount, figureOf, section, type Section, type Time } from '../report.ts';

/** As many as the largest calendar that somebody wanted to bring along. */
const EVENTS = 16_568;
const BAR_MS = 10_000;
const BAR_BYTES = 500e6;
const FIRST_DAY = '2019-01-01';
const NOW = Date.UTC(2026, 10, 26, 2);

interface Imported {
  readonly read: Time;
  readonly counted: Time;
  readonly written: Time;
  readonly repeated: Time;
  readonly undone: Time;
  readonly created: number;
  readonly again: number;
  readonly left: number;
  readonly problems: number;
  readonly most: number;
}

/** A file of one person's years, six appointments a day: with series, changed instances, alarms and guests. */
export function importSection(): Section {
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-ics-'));
  const file = path.join(folder, 'years.ics');
  try {
    writeFileSync(file, calendarFile());
    const child = path.join(import.meta.dirname, 'import-child.ts');
    const { stdout, stderr, status } = spawnSync(process.execPath, [child, file, String(NOW)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const done = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Imported;
    if (done.created !== EVENTS || done.again !== 0 || done.left !== 0)
      throw new Error(`${done.created} created, ${done.again} a second time, ${done.left} left after undo`);
    const { read, counted, written } = done;
    const whole = {
      wall: read.wall + counted.wall + written.wall,
      cpu: read.cpu + counted.cpu + written.cpu,
    };
    const figures = section(
      `A calendar file of ${EVENTS} events into an empty encrypted desk`,
      [
        figureOf('read, counted and written', [whole], BAR_MS),
        figureOf('· read and planned', [read]),
        figureOf('· counted', [counted]),
        figureOf('· written, with conflicts, search and reminders', [written]),
        figureOf('counted a second time', [done.repeated]),
        figureOf('taken back', [done.undone]),
      ],
      ['one process does the work of the window and of the writing worker'],
    );
    return {
      ...figures,
      amounts: [
        amount('events created', done.created, ''),
        amount('created a second time', done.again, '', 0),
        amount('left after undo', done.left, '', 0),
        amount('places reported', done.problems, ''),
        amount('most memory', Math.round(done.most / 1e6), 'MB', BAR_BYTES / 1e6),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function calendarFile(): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Bench//EN'];
  for (let made = 0; made < EVENTS; made += 1) {
    // Every fiftieth is a series, the one after it a changed instance of that series.
    const of = made % 50 === 1 ? made - 1 : made;
    const day = addDays(FIRST_DAY, Math.floor(of / 6) + (of === made ? 0 : 7)).replaceAll('-', '');
    const hour = String(8 + (of % 6) * 2 - (of % 31 === 0 ? 1 : 0)).padStart(2, '0');
    const at = (time: string): string => `;TZID=Asia/Shanghai:${day}T${time}00`;
    lines.push(
      'BEGIN:VEVENT',
      `UID:${of}@bench.example`,
      'DTSTAMP:20260101T000000Z',
      `DTSTART${at(`${hour}${of === made ? '00' : '30'}`)}`,
      `DTEND${at(`${String(Number(hour) + 1).padStart(2, '0')}30`)}`,
      ...(of === made ? [] : [`RECURRENCE-ID${at(`${hour}00`)}`]),
      ...(of === made && made % 50 === 0 ? ['RRULE:FREQ=WEEKLY;COUNT=12'] : []),
      `SUMMARY:拜访客户 ${of}`,
      'DESCRIPTION:讨论授信方案\\n带齐材料\\, 先电话确认',
      'LOCATION:云州市城西路 8 号',
      'ORGANIZER;CN="He Qing":mailto:he.qing@bank.example',
      'ATTENDEE;CN="Wang Fang";PARTSTAT=ACCEPTED:mailto:wang.fang@bank.example',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT15M',
      'END:VALARM',
      'END:VEVENT',
    );
  }
  return `${[...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;
}
