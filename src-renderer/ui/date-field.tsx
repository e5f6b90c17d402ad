import { parseDate, parseTime, type CalendarDate, type Time } from '@internationalized/date';
import type { ReactElement } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
  TimeField as ClockField,
} from 'react-aria-components';
import { FieldNote, type FieldProps, fieldClass } from './field.tsx';
import { Icon } from './icon.tsx';

interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`; null is empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  min?: string;
  max?: string;
  /** Names of the buttons. */
  words: { open: string; previous: string; next: string };
  autoFocus?: boolean;
}

/** A day: typed part by part in the order of the language, or picked from a month that starts on Monday. */
export function DateField(props: DateFieldProps): ReactElement {
  const { label, labelHidden = false, value, onChange, min, max, words, problem, disabled, required } = props;
  return (
    <DatePicker<CalendarDate>
      className={fieldClass(props)}
      value={value === null ? null : parseDate(value)}
      onChange={(next) => onChange(next === null ? null : next.toString())}
      firstDayOfWeek="mon"
      shouldForceLeadingZeros={false}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(min === undefined ? {} : { minValue: parseDate(min) })}
      {...(max === undefined ? {} : { maxValue: parseDate(max) })}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
      {...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <Group className="input">
        <DateInput className="segments">{(segment) => <DateSegment segment={segment} />}</DateInput>
        <Button aria-label={words.open}>
          <Icon name="calendar" size="s" />
        </Button>
      </Group>
      <FieldNote {...props} />
      <Popover className="pop" offset={4}>
        <Dialog>
          <MonthPicker words={words} />
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

function MonthPicker({ words }: { words: DateFieldProps['words'] }): ReactElement {
  return (
    <Calendar className="month" firstDayOfWeek="mon">
      <header>
        <Heading level={2} />
        <Button slot="previous" className="btn q s ic" aria-label={words.previous}>
          <Icon name="left" size="s" />
        </Button>
        <Button slot="next" className="btn q s ic" aria-label={words.next}>
          <Icon name="right" size="s" />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="narrow">
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}

/** A time of day in 24 hours; `HH:mm`, null is empty. */
export function TimeField(
  props: FieldProps & {
    value: string | null;
    onChange: (value: string | null) => void;
  },
): ReactElement {
  const { label, labelHidden = false, value, onChange, problem, disabled, required } = props;
  return (
    <ClockField<Time>
      className={fieldClass(props)}
      value={value === null ? null : parseTime(value)}
      onChange={(next) => onChange(next === null ? null : next.toString().slice(0, 5))}
      hourCycle={24}
      granularity="minute"
      shouldForceLeadingZeros
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      {...(labelHidden ? { 'aria-label': label } : {})}
      {...(disabled === undefined ? {} : { isDisabled: disabled })}
      {...(required === undefined ? {} : { isRequired: required })}
    >
      {labelHidden ? null : <Label>{label}</Label>}
      <div className="input">
        <DateInput className="segments">{(segment) => <DateSegment segment={segment} />}</DateInput>
      </div>
      <FieldNote {...props} />
    </ClockField>
  );
}
