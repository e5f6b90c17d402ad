import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { zoneCity } from '../../../src-shared/domain/calendar/zone-city.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { useNow } from '../../app/use-now.ts';
import { TextField } from '../../ui/text-field.tsx';
import { taskWritten, understand, type TaskFields } from './understood.ts';
import { useReading } from './use-reading.ts';
import './task-field.css';

interface TaskFieldProps {
  label: string;
  placeholder: string;
  /** At the end: where it goes. */
  hint?: string;
  /** It goes there by its day: no more where the sentence says another. */
  hintIsDay?: boolean;
  icon?: 'plus';
  defaultValue?: string;
  onAdd: (fields: TaskFields) => void;
  onCancel: () => void;
}

/**
 * A task in one line, read as in the palette: what says when it is due leaves the title. What was understood stands under
 * the field while one types.
 */
export function TaskField({
  label,
  placeholder,
  hint,
  hintIsDay = false,
  icon,
  defaultValue = '',
  onAdd,
  onCancel,
}: TaskFieldProps): ReactElement {
  const { t } = useTranslation('calendar');
  const { t: tasks } = useTranslation('tasks');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const rule = useRuleWords();
  const today = format.dateOf(useNow());
  const [text, setText] = useState(defaultValue);
  const { entry, refused } = useReading(text);
  const asked =
    entry === null || entry.who.length + entry.maybe.length === 0
      ? null
      : { who: entry.who.slice(0, 10), maybe: [...entry.maybe], room: null, car: null };
  const match = useLiveQuery('quickEntry.match', asked);
  const understood = entry === null ? null : understand(entry, match, 0);
  const when = entry?.when ?? null;
  const met = understood?.who.find((one) => one.match?.table === 'customer')?.match ?? null;
  const told = [
    when === null ? null : format.dayMedium(when.start.slice(0, 10), today),
    when === null || when.allDay === 1 ? null : format.time(when.start),
    when?.rrule ? rule(when.rrule) : null,
    entry?.zone && entry.zone !== zone ? zoneCity(entry.zone, format.language) : null,
    entry === null || entry.priority === null
      ? null
      : t('quick.priority', { level: tasks(`priorities.${entry.priority}`) }),
    met === null ? null : names.name(met),
    // What says only when is still a task, called so.
    refused === null || refused.type === 'noTitle'
      ? null
      : t(`quick.refused.${refused.type}`, { words: refused.words }),
  ].filter((part) => part !== null);
  return (
    <div className="task-field">
      <TextField
        label={label}
        labelHidden
        autoFocus
        placeholder={placeholder}
        value={text}
        onChange={setText}
        after={hintIsDay && when !== null ? null : <span className="small t3 nw">{hint}</span>}
        onEnter={(written) => onAdd(taskWritten(written === text ? understood : null, zone, written))}
        onEscape={onCancel}
        {...(icon ? { icon } : {})}
      />
      <p className="small t2" role="status">
        {told.join(' · ')}
      </p>
    </div>
  );
}
