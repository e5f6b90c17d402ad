import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { MergeRecord } from '../../../src-shared/contract/merge.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useColumnWords } from '../inbox/column-words.ts';
import {
  cellsOf,
  chosenAtFirst,
  fieldsOf,
  keptAtFirst,
  otherSide,
  type MergeField,
  type Side,
} from './merge-choice.ts';
import './merge.css';

type Compared = NonNullable<QueryResult<'duplicate.compare'>>;
const SIDES: readonly Side[] = ['a', 'b'];
/** What comes along, in the order in which one would look for it. */
const MOVED = [
  'contactPoints', 'contacts', 'events', 'tasks', 'notes', 'holdings', 'relations', 'attachments', 'movements', 'tags',
] as const; // prettier-ignore

/**
 * Two records side by side: which lives, and whose value each field takes. `foot` gets the way to merge; arrows walk
 * through the fields and choose, as with an edit conflict.
 */
export function MergeRecords({
  pair,
  scope,
  onMerged,
  head,
  foot,
}: {
  pair: Compared;
  /** Where its keys count. */
  scope: 'screen' | 'overlay';
  onMerged: (kept: string) => void;
  head?: ReactNode;
  foot: (merge: () => void) => ReactNode;
}): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const tell = useOutcome();
  const words = useColumnWords('customer');
  const [kept, setKept] = useState<Side>(() => keptAtFirst(pair));
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const [at, setAt] = useState(0);
  const records = { a: pair.a.customer, b: pair.b.customer };
  const fields = fieldsOf(records.a, records.b);
  const open = fields.filter((field) => !field.same);
  const current = open[Math.min(at, open.length - 1)];
  const sideOf = (field: MergeField): Side => choices[field.unit] ?? chosenAtFirst(field, kept, records);
  const choose = (field: MergeField | undefined, side: Side): void => {
    if (field) setChoices((before) => ({ ...before, [field.unit]: side }));
  };
  const [into, from] = [pair[kept], pair[otherSide(kept)]];
  const merge = async (): Promise<void> => {
    const take = open.filter((field) => sideOf(field) !== kept).map(({ unit }) => unit);
    const input = { into: into.customer.id, from: from.customer.id, take };
    const done = t('merge.done', { from: names.name(from.customer), into: names.name(into.customer) });
    if (tell(await run('customer.merge', input), done)) onMerged(into.customer.id);
  };
  useKeys(scope, [
    {
      keys: 'arrowdown',
      label: t('merge.field'),
      run: () => setAt((now) => Math.min(open.length - 1, now + 1)),
    },
    {
      keys: 'arrowup',
      label: t('merge.field'),
      run: () => setAt((now) => Math.max(0, now - 1)),
      unlisted: true,
    },
    { keys: 'arrowleft', label: t('merge.left'), run: () => choose(current, 'a') },
    { keys: 'arrowright', label: t('merge.right'), run: () => choose(current, 'b') },
    { keys: 's', label: t('merge.swap'), run: () => setKept(otherSide) },
    { keys: 'mod+enter', label: t('merge.now'), disabled: !pair.mergeable, run: () => void merge() },
  ]);
  return (
    <>
      {head}
      <div className="merge-records scroll">
        <div className="x g6 merge-kept">
          <span className="t2">{t('merge.kept')}</span>
          <Segmented
            label={t('merge.kept')}
            value={kept}
            options={SIDES.map((side) => ({
              value: side,
              text: labelOf(names.name(records[side]), side, records, t),
            }))}
            onChange={setKept}
          />
          <span className="small t3">{t('merge.keptWhy')}</span>
        </div>
        <table className="diff merge-table">
          <thead>
            <tr>
              <th className="diff-what">{t('merge.field')}</th>
              {SIDES.map((side) => (
                <th key={side}>
                  <RecordHead record={pair[side]} kept={side === kept} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {open.map((field, index) => (
              <tr key={field.unit} aria-current={field === current} className={field === current ? 'at' : ''}>
                <td className="small t2">{words.unit(field.unit, field.columns)}</td>
                {SIDES.map((side) => (
                  <td key={side} className={sideOf(field) === side ? 'pick' : ''}>
                    <button
                      type="button"
                      className="diff-choice"
                      aria-pressed={sideOf(field) === side}
                      onClick={() => {
                        setAt(index);
                        choose(field, side);
                      }}
                    >
                      <span>{words.values(cellsOf(records[side]), field.columns)}</span>
                      {sideOf(field) === side ? (
                        <span className="x g1 acc small med">
                          <Icon name="check" size="xs" />
                          {t('merge.use')}
                        </span>
                      ) : null}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {fields.length > open.length ? (
          <p className="small t3">{t('merge.same', { count: fields.length - open.length })}</p>
        ) : null}
        <Notice icon="merge">
          <Moved from={from} into={into} />
        </Notice>
        {from.customer.scope === into.customer.scope ? null : (
          <Notice icon="people">{t('merge.otherBook', { book: names.name(into.book) })}</Notice>
        )}
        {pair.mergeable ? null : (
          <Notice icon="lock" tone="soft">
            {t('merge.notYours')}
          </Notice>
        )}
      </div>
      {foot(() => void merge())}
    </>
  );
}

/** Two records of one customer are often called the same: then the number or the side tells which. */
function labelOf(
  name: string,
  side: Side,
  records: Readonly<Record<Side, { name: string; customer_no: string | null }>>,
  t: (key: 'merge.left' | 'merge.right') => string,
): string {
  if (records.a.name !== records.b.name) return name;
  return `${name} · ${records[side].customer_no ?? t(side === 'a' ? 'merge.left' : 'merge.right')}`;
}

function RecordHead({ record, kept }: { record: MergeRecord; kept: boolean }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const facts = [
    names.name(record.book),
    names.list(record.managers),
    record.lastContactAt === null
      ? t('never')
      : t('merge.lastContact', { when: format.when(record.lastContactAt, now) }),
  ];
  return (
    <span className="merge-who">
      <span className="x g6">
        <b className="cut">{names.name(record.customer)}</b>
        {kept ? (
          <span className="x g1 acc small med">
            <Icon name="check" size="xs" />
            {t('merge.lives')}
          </span>
        ) : null}
      </span>
      <span className="small t3 cut">{facts.filter(Boolean).join(' · ')}</span>
    </span>
  );
}

function Moved({ from, into }: { from: MergeRecord; into: MergeRecord }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const called = { from: names.name(from.customer), into: names.name(into.customer) };
  const told = MOVED.filter((what) => from.counts[what] > 0);
  if (told.length === 0) return <>{t('merge.nothingMoves', called)}</>;
  return (
    <>
      {t('merge.moves', called)}
      <span className="merge-moved">
        {told.map((what) => (
          <span key={what} className="nw">
            {t(`merge.counts.${what}`, { count: from.counts[what] })}
          </span>
        ))}
      </span>
    </>
  );
}
