import { overridesOf, type EventRow } from '../../../../db/client/queries/calendar.ts';
import { scopeOfGone } from '../../../../db/client/queries/gone.ts';
import { slotOf } from '../../../../src-shared/domain/calendar/slot-of.ts';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { SlotInput, Which } from '../../../../src-shared/contract/shapes.ts';
import { formatAs, parseWall, wallBetween } from '../../../../src-shared/domain/calendar/civil.ts';
import { isFirstOf } from '../../../../src-shared/domain/calendar/first-of.ts';
import {
  otherwise,
  placed,
  placedSeries,
  staysBehind,
  type Put,
  type Rule,
  type Touched,
} from '../../../../src-shared/domain/calendar/placed-series.ts';
import { splitSeries } from '../../../../src-shared/domain/calendar/recurrence.ts';
import { isSeries, moveSlot, type Slot } from '../../../../src-shared/domain/calendar/slot.ts';
import { derivedId } from '../../../../src-shared/kernel/derived-id.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext } from '../../engine/context.ts';
import { putRow } from '../put-row.ts';
import { eventCells } from './event-cells.ts';
import { homeOfNew } from './home-of-new.ts';
import { asNewSeries } from './new-series.ts';
import { askRoomsAgain, copyLinks, removeWithLinks, writeLinks } from './links.ts';
import { slotCells, slotProblem } from './slot-cells.ts';
import { once, type Target } from './target.ts';

type Fields = CommandInput<'event.update'>['fields'];

/** What an edit changes: fields of the form, and where the instance that was touched is afterwards. */
export interface Edit {
  readonly fields: Fields & {
    readonly outcome?: Row<'event'>['outcome'];
    readonly outcome_note?: string | null;
  };
  /** Times in the zone of the slot; `rule` where the form set one (null: no longer a series). */
  readonly slot: Put | null;
}
/** The row that holds it, and of a series which of its instances it is. */
interface Edited {
  readonly id: Id;
  readonly recurrence_id: string | null;
}
/** A series as it was and as it is, and by how much its clock went on. */
interface Moved {
  readonly was: Slot;
  readonly slot: Slot;
  readonly shift: number;
}

/**
 * Writes an edit to one instance, to it and all later ones, or to the whole series, as RFC 5545 has it: an override
 * with a set of properties of its own, a series cut in two, or the series' own row. Returns how what was edited is
 * found now.
 */
export function editEvent(
  context: CommandContext,
  target: Target,
  which: Which,
  edit: Edit,
): Result<Edited, DeskFailure> {
  if (target.kind === 'single')
    return writeEvent(context, target.event, edit, placed(slotOf(target.event), edit.slot));
  if (target.kind === 'series') return editAll(context, target.series, edit, null);
  const { series, recurrenceId } = target;
  if (which === 'this') return editOne(context, target, edit);
  if (which === 'following' && !isFirstOf(slotOf(series), recurrenceId))
    return editFollowing(context, target, edit);
  return editAll(context, series, edit, target);
}

type InstanceTarget = Extract<Target, { kind: 'instance' }>;

function editOne(context: CommandContext, target: InstanceTarget, edit: Edit): Result<Edited, DeskFailure> {
  const slot = once(placed(target.slot, edit.slot));
  if (target.override) return writeEvent(context, target.override, edit, slot);
  const problem = slotProblem(slot);
  if (problem) return err(problem);
  const { series, recurrenceId } = target;
  const scope = homeOfEdited(context, series, edit);
  const id = overrideId(context, series.id, recurrenceId, scope);
  const cells = { ...copyOf(series), ...slotCells(slot), series_id: series.id, recurrence_id: recurrenceId };
  // As it was: its rooms are asked again where it is elsewhere now.
  const row = { ...cells, ...slotCells(target.slot), id, scope, deleted: 0 as const };
  putRow(context.tx, 'event', scope, id, cells);
  copyLinks(linksOf(context, row, id), series.id, recurrenceId);
  return writeEvent(context, row, edit, slot);
}

/**
 * What replaces an instance is the same row on whichever laptop it is made: two who move it offline have written to one
 * event, of which the later stands and the other is told. Where that row has gone along with its series to another start,
 * this is a row of its own.
 */
function overrideId({ tx, newId }: CommandContext, series: Id, recurrenceId: string, scope: Scope): Id {
  const id = derivedId(series, `instance ${series} ${recurrenceId} ${scope}`);
  const isTaken = tx.row('event', id) !== undefined || (scopeOfGone(tx, 'event', id) ?? scope) !== scope;
  return isTaken ? newId() : id;
}

const homeOfEdited = (
  context: CommandContext,
  series: Row<'event'>,
  { fields }: Edit,
): Row<'event'>['scope'] => homeOfNew(context, series.scope as Scope, fields.privacy ?? series.privacy);

/** Cuts the series before the instance; the later half is an event of its own, with its overrides. */
function editFollowing(
  context: CommandContext,
  target: InstanceTarget,
  edit: Edit,
): Result<Edited, DeskFailure> {
  const { series, recurrenceId } = target;
  const { head, tail } = splitSeries(slotOf(series), recurrenceId);
  const shared = ofShare(edit, slotOf(series), tail);
  const slot = placedSeries(tail, touchedOf(target), shared.slot);
  const later = overridesOf(context.tx, series.id).filter((one) => (one.recurrence_id ?? '') >= recurrenceId);
  const problem = slotProblem(slot) ?? leftBehind(tail, slot, shared, target, later);
  if (problem) return err(problem);
  context.tx.update('event', series.id, slotCells(head));
  const id = context.newId();
  const cells = {
    ...copyOf(series),
    ...slotCells(slot),
    ...asNewSeries(series),
    series_id: null,
    recurrence_id: null,
  };
  const scope = homeOfEdited(context, series, edit);
  const row = { ...cells, ...slotCells(tail), id, scope, deleted: 0 as const };
  context.tx.insert('event', row.scope, id, cells);
  copyLinks(linksOf(context, row, id), series.id);
  const shift = wallBetween(tail.start, slot.start);
  const written = writeEvent(context, row, edit, slot);
  if (!written.ok) return written;
  const taken = takeAlong(context, later, { series: id, was: tail, slot, shift }, edit, target);
  return taken.ok ? ok(touched(target, id, slot, shift)) : taken;
}

/** The rule moves by as much as the touched instance did; instances that were changed on their own keep their times. */
function editAll(
  context: CommandContext,
  series: Row<'event'>,
  edit: Edit,
  target: InstanceTarget | null,
): Result<Edited, DeskFailure> {
  const before = slotOf(series);
  const slot = placedSeries(before, touchedOf(target), edit.slot);
  const overrides = overridesOf(context.tx, series.id);
  const behind = leftBehind(before, slot, edit, target, overrides);
  if (behind) return err(behind);
  const written = writeEvent(context, series, edit, slot);
  if (!written.ok) return written;
  const shift = wallBetween(before.start, slot.start);
  const taken = takeAlong(context, overrides, { series: series.id, was: before, slot, shift }, edit, target);
  if (!taken.ok) return taken;
  // By another rule there may be none at that time any more.
  const sure = target !== null && (!edit.slot?.rule || sameRule(edit.slot.rule, before));
  return sure ? ok(touched(target, series.id, slot, shift)) : written;
}

/** What the touched instance is called after its series became `series` with this slot. */
function touched(target: InstanceTarget, series: Id, slot: Slot, shift: number): Edited {
  if (!isSeries(slot)) return { id: series, recurrence_id: null };
  if (target.override) return { id: target.override.id, recurrence_id: null };
  return { id: series, recurrence_id: formatAs(parseWall(target.recurrenceId) + shift, slot.allDay) };
}

/**
 * Overrides after an edit of their series: they follow it by `shift`, and the edit's fields reach them too. The one
 * that was touched itself goes where the edit has it.
 */
function takeAlong(
  context: CommandContext,
  overrides: readonly EventRow[],
  { series, ...moved }: Moved & { series: Id },
  edit: Edit,
  target: InstanceTarget | null,
): Result<void, DeskFailure> {
  const { was, slot, shift } = moved;
  const recurs = isSeries(slot);
  const stays = shift === 0 && was.zone === slot.zone && was.allDay === slot.allDay;
  for (const override of overrides) {
    if (!recurs) {
      removeWithLinks(context.tx, override.id);
      continue;
    }
    const cells = {
      ...(series === override.series_id ? {} : { series_id: series, uid: null }),
      ...(stays ? {} : shifted(override, moved)),
    };
    if (Object.keys(cells).length > 0) context.tx.update('event', override.id, cells);
    if (cells.start !== undefined) askRoomsAgain(context.tx, override.id);
    const own = override.id === target?.override?.id ? once(placed(target.slot, edit.slot)) : null;
    const changed = writeEvent(context, { ...override }, { ...edit, slot: null }, own);
    if (!changed.ok) return changed;
  }
  return ok(undefined);
}

/** Where an override belongs after its series moved; one that was never moved itself goes along. */
function shifted(override: EventRow, { was, slot, shift }: Moved): Partial<EventRow> {
  const at = override.recurrence_id ?? override.start;
  const recurrence_id = formatAs(parseWall(at) + shift, slot.allDay);
  if (override.start !== at || override.zone !== was.zone) return { recurrence_id };
  const along = moveSlot(slotOf(override), recurrence_id, slot.zone);
  return { recurrence_id, ...slotCells(along) };
}

/**
 * A form shows the rule of `whole`; where it left that as it is, what `share` has is meant: the later half of a series
 * its part of a COUNT.
 */
export function ofShare(edit: Edit, whole: Slot, share: Slot): Edit {
  if (!edit.slot?.rule) return edit;
  return { ...edit, slot: { ...edit.slot, rule: otherwise(edit.slot.rule, whole, share) } };
}

function leftBehind(
  before: Slot,
  after: Slot,
  { slot }: Edit,
  target: InstanceTarget | null,
  overrides: readonly EventRow[],
): DeskFailure | null {
  const named = overrides.flatMap((one) => one.recurrence_id ?? []);
  if (target) named.push(target.recurrenceId);
  return staysBehind(before, after, slot, named) ? { type: 'RuleStays' } : null;
}

const touchedOf = (target: InstanceTarget | null): Touched | null =>
  target && { ...target, isApart: target.override !== null };

const sameRule = (a: Rule, b: Rule): boolean =>
  a.rrule === b.rrule && a.rdate === b.rdate && a.exdate === b.exdate;

function writeEvent(
  context: CommandContext,
  row: EventRow,
  { fields }: Edit,
  slot: Slot | null,
): Result<Edited, DeskFailure> {
  const problem = slot && slotProblem(slot);
  if (problem) return err(problem);
  const outcome =
    fields.outcome === undefined
      ? {}
      : { outcome: fields.outcome, outcome_note: fields.outcome_note ?? null };
  // A title in the other language no longer says what the new one says.
  const renamed = fields.title !== undefined && fields.title !== row.title ? { title_en: null } : {};
  context.tx.update('event', row.id, {
    ...eventCells(fields),
    ...renamed,
    ...outcome,
    ...(slot ? slotCells(slot) : {}),
  });
  writeLinks(linksOf(context, row, row.id), fields);
  if (slot && takesOtherTime(slotCells(slot), row)) askRoomsAgain(context.tx, row.id);
  return ok({ id: row.id, recurrence_id: null });
}

/** Whether there may be a meeting where there was none, which a room has not been asked for. */
const takesOtherTime = (now: SlotInput, was: SlotInput): boolean =>
  (['all_day', 'start', 'end', 'zone', 'rrule', 'rdate'] as const).some((one) => now[one] !== was[one]);

const linksOf = (context: CommandContext, row: EventRow, event: Id): Parameters<typeof writeLinks>[0] => ({
  tx: context.tx,
  newId: context.newId,
  event,
  scope: row.scope,
  organiser: row.organiser_id,
});

/** An event's own cells, for a new event made from it; how the old one went is not how the new one goes. */
function copyOf(row: Row<'event'>): Omit<Row<'event'>, 'id' | 'scope' | 'deleted'> {
  const { id: _id, scope: _scope, deleted: _deleted, ...cells } = row;
  return { ...cells, outcome: null, outcome_note: null };
}
