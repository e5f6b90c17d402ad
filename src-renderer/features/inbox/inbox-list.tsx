import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { meetingsIn } from '../../../src-shared/domain/calendar/matter.ts';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useOverlapWords } from '../calendar/conflict-words.ts';
import { entriesOf, type Entry, type Inbox, type Tab } from './entries.ts';

export const conflictIcon = (conflict: Pick<ConflictView, 'severity' | 'kind'>): IconName =>
  conflict.kind === 'customer'
    ? 'merge'
    : conflict.severity === 'hard'
      ? 'clash'
      : conflict.severity === 'soft'
        ? 'warn'
        : 'eye';

/** The names of the two events, in one line. */
export function useConflictTitle(): (conflict: ConflictView) => string {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const names = useNames();
  return (conflict) => {
    const a = names.title(conflict.a) || calendar.t('busyTitle');
    return conflict.b === null ? a : t('times', { a, b: names.title(conflict.b) || calendar.t('busyTitle') });
  };
}

/** A list read anew holds new objects for the same things. */
const isSame = (entry: Entry, current: Entry | null): boolean =>
  entry.type === current?.type && entry.id === current.id;

/** The left side: what waits by kind, then what was settled today. */
export function InboxList({
  found,
  tab,
  current,
  onOpen,
  empty,
}: {
  found: Inbox;
  tab: Tab;
  current: Entry | null;
  onOpen: (entry: Entry) => void;
  empty: ReactNode;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const customers = useTranslation('customers');
  const entries = entriesOf(found, tab);
  const schedule = entries.filter((entry) => entry.type === 'schedule');
  const edits = entries.filter((entry) => entry.type === 'edit');
  const duplicates = entries.filter((entry) => entry.type === 'duplicate');
  const counters = entries.filter((entry) => entry.type === 'counter');
  const invitations = entries.filter((entry) => entry.type === 'invitation');
  const left = entries.filter((entry) => entry.type === 'left');
  return (
    <div className="scroll inbox-list">
      {entries.length === 0 ? empty : null}
      {schedule.length > 0 ? (
        <GroupHeader text={t('schedule')} count={schedule.length}>
          <span className="c">{t('earliest')}</span>
        </GroupHeader>
      ) : null}
      {schedule.map((entry) => (
        <Item key={entry.id} entry={entry} selected={isSame(entry, current)} onOpen={onOpen} />
      ))}
      {edits.length > 0 ? <GroupHeader text={t('edits')} count={edits.length} /> : null}
      {edits.map((entry) => (
        <Item key={entry.id} entry={entry} selected={isSame(entry, current)} onOpen={onOpen} />
      ))}
      {duplicates.length > 0 ? (
        <GroupHeader text={customers.t('merge.group')} count={duplicates.length} />
      ) : null}
      {duplicates.map((entry) => (
        <Item key={entry.id} entry={entry} selected={isSame(entry, current)} onOpen={onOpen} />
      ))}
      {counters.length > 0 ? <GroupHeader text={t('counters')} count={counters.length} /> : null}
      {counters.map((entry) => (
        <Item key={entry.id} entry={entry} selected={isSame(entry, current)} onOpen={onOpen} />
      ))}
      {invitations.length > 0 ? <GroupHeader text={t('invitations')} count={invitations.length} /> : null}
      {invitations.map((entry) => (
        <Item key={entry.id} entry={entry} selected={isSame(entry, current)} onOpen={onOpen} />
      ))}
      {left.length > 0 ? <GroupHeader text={t('left.group')} count={left.length} /> : null}
      {left.map((entry) => (
        <Item key={entry.id} entry={entry} selected={isSame(entry, current)} onOpen={onOpen} />
      ))}
      {tab === 'invitations' && found.leftWithBooks > 0 ? (
        <p className="small t3 left-books">{t('left.withBooks', { count: found.leftWithBooks })}</p>
      ) : null}
      {tab === 'notices' ? null : <Settled found={found} />}
    </div>
  );
}

function Item({
  entry,
  selected,
  onOpen,
}: {
  entry: Entry;
  selected: boolean;
  onOpen: (entry: Entry) => void;
}): ReactElement {
  const { icon, tone, title, when, below } = useItemWords(entry);
  return (
    <button
      type="button"
      className={selected ? 'item sel' : 'item'}
      aria-current={selected}
      onClick={() => onOpen(entry)}
    >
      <span className={`x ${tone}`}>
        <Icon name={icon} size="s" />
      </span>
      <b className="med cut">{title}</b>
      <span className="small t3 nw">{when}</span>
      <span className="l2 cut">{below}</span>
    </button>
  );
}

function useItemWords(entry: Entry): {
  icon: IconName;
  tone: string;
  title: string;
  when: string;
  below: ReactNode;
} {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const customers = useTranslation('customers');
  const format = useFormat();
  const overlapWords = useOverlapWords();
  const names = useNames();
  const now = useNow();
  const { me } = useDesk();
  const conflictTitle = useConflictTitle();
  if (entry.type === 'schedule') {
    const { conflict, all } = entry;
    const meetings = meetingsIn(all);
    const [day, today] = [format.dateOf(conflict.overlap.start), format.dateOf(now)];
    const subjects = conflict.subjects.length > 0 ? conflict.subjects : [conflict.subject];
    const who = names.list(
      conflict.kind === 'customer' && subjects.some((one) => one.id !== me?.id)
        ? // Who else goes there: that it is the reader, too, they know.
          subjects.filter((one) => one.id !== me?.id)
        : subjects.map((one) => (one.id === me?.id ? { name: t('mine') } : one)),
    );
    return {
      icon: conflictIcon(conflict),
      tone: conflict.severity,
      title: conflict.kind === 'refused' ? names.title(conflict.a) : conflictTitle(conflict),
      // A visit that was is not overdue: two visits to one customer are told of while both may still be joined.
      when: `${day < today ? format.when(conflict.overlap.start, now) : format.due(day, today)} ${format.time(conflict.overlap.start)}`,
      below: t(meetings > 1 ? `kindsOfSeries.${conflict.kind}` : `kinds.${conflict.kind}`, {
        count: meetings,
        until: format.dayShort(format.dateOf(all.at(-1)!.overlap.start)),
        severity: calendar.t(`severity.${conflict.severity}`),
        who,
        overlap: overlapWords(conflict.minutes),
        needed: conflict.travel?.needed ?? 0,
        gap: conflict.travel?.gap ?? 0,
      }),
    };
  }
  if (entry.type === 'edit') {
    const { edit } = entry;
    return {
      icon: 'swap',
      tone: 'info',
      title: names.title(edit),
      when: format.when(edit.arrived_at, now),
      below:
        edit.other === null
          ? t('changedBothNobody', { count: edit.units })
          : edit.by === null
            ? t('changedBoth', { name: names.name(edit.other), count: edit.units })
            : t('changedOthers', {
                name: names.name(edit.by),
                other: names.name(edit.other),
                count: edit.units,
              }),
    };
  }
  if (entry.type === 'duplicate') {
    const { mine, other, key, found_at } = entry.duplicate;
    return {
      icon: 'merge',
      tone: 'info',
      title: names.name(mine),
      when: format.when(found_at, now),
      below: customers.t(other.seen ? 'merge.listed' : 'merge.listedUnseen', {
        key: customers.t(`merge.keys.${key.kind}`),
        other: names.name(other.seen ? other : other.book),
      }),
    };
  }
  if (entry.type === 'counter') {
    const { counter } = entry;
    return {
      icon: 'clock',
      tone: 'info',
      title: names.title(counter.instance),
      when: format.when(counter.at, now),
      below: [
        `${format.dayOfWeek(counter.startWall.slice(0, 10))} ${counter.startWall.length === 10 ? calendar.t('allDay') : format.timeRange(counter.startWall, counter.endWall)}`,
        t('counter.by', { name: names.name(counter.person) }),
      ].join(' · '),
    };
  }
  if (entry.type === 'left') {
    const { instance, organiser } = entry.left;
    const day = instance.startWall.slice(0, 10);
    return {
      icon: instance.kind === 'busy' ? 'calendar' : instance.kind,
      tone: 't2',
      title: names.title(instance),
      when: format.due(day, format.dateOf(now)),
      below: [
        `${format.dayOfWeek(day)} ${instance.all_day === 1 ? calendar.t('allDay') : format.timeRange(instance.startWall, instance.endWall)}`,
        t('left.by', { name: names.name(organiser) }),
      ].join(' · '),
    };
  }
  const { invitation } = entry;
  const start = invitation.instance;
  return {
    icon: start.kind === 'busy' ? 'calendar' : start.kind,
    tone: invitation.conflicts.some((one) => one.severity === 'hard') ? 'hard' : 't2',
    title: names.title(start),
    when: format.when(invitation.sent_at, now),
    below: [
      invitation.owner === null ? '' : t('inNameOf', { name: names.name(invitation.owner) }),
      `${format.dayOfWeek(start.startWall.slice(0, 10))} ${start.all_day === 1 ? calendar.t('allDay') : format.timeRange(start.startWall, start.endWall)}`,
      invitation.organiser === null ? '' : t('from', { name: names.name(invitation.organiser) }),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function Settled({ found }: { found: Inbox }): ReactElement | null {
  const { t, i18n } = useTranslation('inbox');
  const format = useFormat();
  const names = useNames();
  const how = (one: Inbox['settledToday'][number]): string => {
    if (one.type === 'invitation' && one.how === 'accepted') return t('settled.coming');
    return i18n.exists(`settled.${one.how}`, { ns: 'inbox' })
      ? t(`settled.${one.how as 'accepted'}`)
      : one.how;
  };
  if (found.settledToday.length === 0) return null;
  return (
    <>
      <GroupHeader text={t('settledToday')} count={found.settledToday.length} />
      {found.settledToday.slice(0, 30).map((one) => (
        <div key={`${one.type} ${one.id}`} className="item">
          <span className="x t2">
            <Icon name="check" size="s" />
          </span>
          <span className="cut">{names.title(one)}</span>
          <span className="small t3 nw">{format.time(one.at)}</span>
          <span className="l2 cut">{[how(one), one.reason ?? ''].filter(Boolean).join(' · ')}</span>
        </div>
      ))}
    </>
  );
}
