import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { EditConflictField } from '../../../src-shared/contract/inbox.ts';
import type { Column } from '../../../src-shared/schema/column.ts';
import { isTableName, tableSpec } from '../../../src-shared/schema/tables.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { run } from '../../bridge/run.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useExpectedKeys, useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTableName } from '../sync/table-name.ts';
import { useColumnWords } from './column-words.ts';
import { keepBoth, marked, markedWhole } from './merge-text.ts';

type Detail = NonNullable<QueryResult<'inbox.edit'>>;
type Side = 'mine' | 'theirs' | 'both';
interface Choice {
  side: Side;
  /** The text of `both`. */
  text: string;
}

/** Two people changed the same fields: before, mine, theirs; take one of each, or for text keep both. */
export function EditConflict({
  rowId,
  table,
  onSettled,
}: {
  rowId: string;
  table: string;
  onSettled: () => void;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const detail = useLiveQuery('inbox.edit', { row_id: rowId, table_name: table });
  useExpectedKeys(detail === undefined);
  if (detail === undefined) return null;
  return detail === null ? (
    <EmptyState what={t('gone')} why={t('goneWhy')} />
  ) : (
    <Shown detail={detail} onSettled={onSettled} />
  );
}

/** What people write in their own words. */
function wordsOf(table: string, field: EditConflictField): Column | undefined {
  const column = field.columns.length === 1 ? field.columns[0] : undefined;
  if (column === undefined || !isTableName(table)) return undefined;
  const spec = tableSpec(table).columns[column];
  return spec?.type === 'text' &&
    spec.values === undefined &&
    spec.ref === undefined &&
    spec.pattern === undefined
    ? spec
    : undefined;
}

/** Names and addresses differ in a few characters; half of a date or an amount says nothing. */
const isWords = (table: string, field: EditConflictField): boolean => wordsOf(table, field) !== undefined;

/** Free text can keep both; names, dates and amounts are one or the other. */
const isText = (table: string, field: EditConflictField): boolean => (wordsOf(table, field)?.max ?? 0) > 300;

function Shown({ detail, onSettled }: { detail: Detail; onSettled: () => void }): ReactElement {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const tell = useOutcome();
  const tableName = useTableName();
  const { item, fields } = detail;
  const words = useColumnWords(item.table_name);
  const sides = useSides(item);
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [at, setAt] = useState(0);
  const current = fields[Math.min(at, fields.length - 1)];
  const choiceOf = (field: EditConflictField): Choice => choices[field.id] ?? { side: field.inRow, text: '' };
  const choose = (field: EditConflictField, side: Side): void => {
    const column = field.columns[0] ?? '';
    const text =
      side === 'both'
        ? keepBoth(textOf(field.base[column]), textOf(field.mine[column]), textOf(field.theirs[column])).text
        : '';
    setChoices((before) => ({ ...before, [field.id]: { side, text } }));
  };
  // What was settled before is settled again only where something else is chosen.
  const decided = fields.filter(({ id, status }) => status === 'open' || id in choices);
  const nothing = !detail.editable || decided.length === 0;
  const save = async (all?: Side): Promise<void> => {
    const done = await run('editConflict.settle', {
      settled: decided.map((field) => {
        const choice = all === undefined ? choiceOf(field) : { side: all, text: '' };
        return choice.side === 'both'
          ? { id: field.id, choice: 'both', cells: { [field.columns[0]!]: choice.text } }
          : {
              id: field.id,
              choice: (choice.side === 'mine') === (field.mineIs === 'kept') ? 'kept' : 'lost',
            };
      }),
    });
    tell(done, t('edit.settled', { title: names.title(item) }));
    if (done.ok) onSettled();
  };
  const both = (): void => {
    if (current && isText(item.table_name, current)) choose(current, 'both');
  };
  useKeys('screen', [
    {
      keys: 'arrowdown',
      label: t('edit.columns.what'),
      run: () => setAt((now_) => Math.min(fields.length - 1, now_ + 1)),
    },
    {
      keys: 'arrowup',
      label: t('edit.columns.what'),
      run: () => setAt((now_) => Math.max(0, now_ - 1)),
      unlisted: true,
    },
    { keys: 'arrowleft', label: sides.mineKey, run: () => current && choose(current, 'mine') },
    { keys: 'arrowright', label: sides.theirsKey, run: () => current && choose(current, 'theirs') },
    { keys: 'b', label: t('hints.both'), run: both },
    { keys: 'mod+enter', label: t('hints.save'), disabled: nothing, run: () => void save() },
    {
      keys: 'shift+arrowleft',
      label: sides.allMine,
      disabled: nothing,
      run: () => void save('mine'),
    },
    {
      keys: 'shift+arrowright',
      label: sides.allTheirs,
      disabled: nothing,
      run: () => void save('theirs'),
    },
  ]);
  useHints([
    { keys: ['arrowup', 'arrowdown'], label: t('edit.columns.what') },
    { keys: 'arrowleft', label: sides.mineKey },
    { keys: 'arrowright', label: sides.theirsKey },
    ...(current && isText(item.table_name, current) ? [{ keys: 'b', label: t('hints.both') }] : []),
    { keys: ['j', 'k'], label: t('hints.step') },
  ]);
  const moment = (when: number): string => {
    const [day, time] = [format.when(when, now), format.time(when)];
    return day === time ? time : `${day} ${time}`;
  };
  const latest = fields[0];
  const under = (name: string, when: number | undefined): string =>
    when === undefined ? '' : [name, moment(when)].filter(Boolean).join(' · ');
  return (
    <>
      <div className="inbox-head">
        <div className="x">
          <Pill tone="info" icon="swap">
            {t('oneEdit')}
          </Pill>
          <h2 className="cut">
            {t('edit.title', { title: names.title(item), table: tableName(item.table_name) })}
          </h2>
          <span className="sp" />
          <span className="small t2 nw">
            {t('edit.count', { count: fields.length, done: Object.keys(choices).length })}
          </span>
        </div>
        <p className="t2">{t('edit.why')}</p>
      </div>
      <div className="scroll inbox-body">
        {detail.editable ? null : <Notice icon="lock">{t('edit.readOnly')}</Notice>}
        {detail.gone ? <Notice icon="trash">{t('edit.gone')}</Notice> : null}
        {detail.into === null ? null : (
          <Notice icon="merge">{t('edit.into', { title: names.title(detail.into) })}</Notice>
        )}
        <table className="diff">
          <thead>
            <tr>
              <th className="diff-what">{t('edit.field')}</th>
              <th>{t('edit.before')}</th>
              <th>
                <span className="diff-head">
                  {sides.mine} <span className="t3">{under(sides.mineBy, latest?.mine_at)}</span>
                </span>
              </th>
              <th>
                <span className="diff-head">
                  {sides.theirs} <span className="t3">{under(sides.theirsBy, latest?.theirs_at)}</span>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field, index) => {
              const { side } = choiceOf(field);
              return (
                <tr key={field.id} aria-current={index === at} className={index === at ? 'at' : ''}>
                  <td className="small t2">{words.unit(field.unit, field.columns)}</td>
                  <td className="t2">{words.values(field.base, field.columns)}</td>
                  {(['mine', 'theirs'] as const).map((one) => (
                    <td key={one} className={side === one || side === 'both' ? 'pick' : ''}>
                      <button
                        type="button"
                        className="diff-choice"
                        aria-pressed={side === one}
                        onClick={() => {
                          setAt(index);
                          choose(field, one);
                        }}
                      >
                        <span>
                          {(isWords(item.table_name, field) ? marked : markedWhole)(
                            words.values(field.base, field.columns),
                            words.values(field[one], field.columns),
                          ).map((piece, place) =>
                            piece.changed ? (
                              <ins key={place}>{piece.text}</ins>
                            ) : (
                              <span key={place}>{piece.text}</span>
                            ),
                          )}
                        </span>
                        {side === one ? (
                          <span className="x g1 acc small med">
                            <Icon name="check" size="xs" />
                            {t('edit.use')}
                          </span>
                        ) : field.inRow === one ? (
                          <span className="small t3">{t('edit.inRow')}</span>
                        ) : null}
                      </button>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        {current !== undefined && isText(item.table_name, current) ? (
          <div className="merge">
            <div className="x g6">
              <b className="med">{words.unit(current.unit, current.columns)}</b>
              <span className="small t3">{t('edit.bothWhy')}</span>
              <span className="sp" />
              <Segmented
                label={words.unit(current.unit, current.columns)}
                size="s"
                value={choiceOf(current).side}
                options={[
                  { value: 'mine', text: sides.mine, keys: 'arrowleft' },
                  { value: 'theirs', text: sides.theirs, keys: 'arrowright' },
                  { value: 'both', text: t('edit.both'), keys: 'b' },
                ]}
                onChange={(side) => choose(current, side)}
              />
            </div>
            {choiceOf(current).side === 'both' ? (
              <TextField
                label={t('edit.both')}
                labelHidden
                lines={3}
                value={choiceOf(current).text}
                onChange={(text) =>
                  setChoices((before) => ({ ...before, [current.id]: { side: 'both', text } }))
                }
              />
            ) : null}
          </div>
        ) : null}
        {detail.mergedUnits.length > 0 ? (
          <Notice icon="check">{t('edit.merged', { count: detail.mergedUnits.length })}</Notice>
        ) : null}
        <History detail={detail} moment={moment} />
      </div>
      <div className="inbox-foot">
        <Button kind="primary" keys="mod+enter" disabled={nothing} onPress={() => void save()}>
          {t('edit.save')}
        </Button>
        <Button keys="shift+arrowleft" disabled={nothing} onPress={() => void save('mine')}>
          {sides.allMine}
        </Button>
        <Button keys="shift+arrowright" disabled={nothing} onPress={() => void save('theirs')}>
          {sides.allTheirs}
        </Button>
      </div>
    </>
  );
}

/** What the two sides are called: mine and theirs, or by their writers, where the reader is neither. */
function useSides({
  by,
  other,
}: Detail['item']): Record<
  'mine' | 'theirs' | 'mineKey' | 'theirsKey' | 'allMine' | 'allTheirs' | 'mineBy' | 'theirsBy',
  string
> {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const { me } = useDesk();
  const named = other === null ? '' : names.name(other);
  if (by === null || other === null)
    return {
      mine: t('edit.mine'),
      theirs: t('edit.theirs'),
      mineKey: t('hints.mine'),
      theirsKey: t('hints.theirs'),
      allMine: t('edit.allMine'),
      allTheirs: t('edit.allTheirs'),
      mineBy: me === null ? '' : names.name(me),
      theirsBy: named,
    };
  const [mine, theirs] = [t('edit.of', { name: names.name(by) }), t('edit.of', { name: named })];
  return {
    mine,
    theirs,
    mineKey: mine,
    theirsKey: theirs,
    allMine: t('edit.allOf', { name: names.name(by) }),
    allTheirs: t('edit.allOf', { name: named }),
    mineBy: '',
    theirsBy: '',
  };
}

const textOf = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

function History({
  detail,
  moment,
}: {
  detail: Detail;
  moment: (at: number) => string;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const words = useColumnWords(detail.item.table_name);
  if (detail.history.length === 0) return null;
  return (
    <section aria-label={t('edit.history')}>
      <div className="h">{t('edit.history')}</div>
      <table className="tb small">
        <thead>
          <tr>
            <th>{t('edit.columns.when')}</th>
            <th>{t('edit.columns.who')}</th>
            <th>{t('edit.columns.what')}</th>
            <th>{t('edit.columns.change')}</th>
            <th>{t('edit.columns.arrived')}</th>
          </tr>
        </thead>
        <tbody>
          {detail.history.flatMap((line, at) =>
            line.changes.map((change) => (
              <tr key={`${at} ${change.column}`}>
                <td className="t3">{moment(line.at)}</td>
                <td>{line.person === null ? '–' : names.name(line.person)}</td>
                <td>{words.column(change.column)}</td>
                <td className="cut">{`${words.value(change.column, change.from)} → ${words.value(change.column, change.to)}`}</td>
                <td className="t3">{line.arrivedAt === null ? t('edit.waiting') : moment(line.arrivedAt)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
