import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useColumnWords } from '../inbox/column-words.ts';
import { gathered, type Gathered } from './gathered.ts';
import { useTableName } from './table-name.ts';

type RefusedLine = QueryResult<'sync.queue'>['refused'][number];

/** What the server did not take, and why: each by itself, but what it keeps for others, of which nothing is left here. */
export function Refused({ rows }: { rows: readonly RefusedLine[] }): ReactElement {
  const { t } = useTranslation('sync');
  const { own, kept } = gathered(rows);
  return (
    <section>
      <GroupHeader text={t('refused')} count={rows.length} />
      {rows.length === 0 ? <EmptyState what={t('refusedEmpty')} why={t('refusedEmptyWhy')} /> : null}
      {kept === null ? null : <Kept kept={kept} />}
      {own.map((row) => (
        <Line key={row.id} row={row} />
      ))}
    </section>
  );
}

function Kept({ kept }: { kept: NonNullable<Gathered['kept']> }): ReactElement {
  const { t } = useTranslation('sync');
  const act = useAct();
  const tableName = useTableName();
  const understood = async (): Promise<void> => {
    for (const id of kept.ids) await act('sync.dropRefused', { id });
  };
  return (
    <div className="refused">
      <Icon name="warn" size="s" />
      <div className="sp">
        <div className="x g6">
          {kept.tables.map(({ table, records }) => (
            <Pill key={table} tone="soft">{`${tableName(table)} ${records}`}</Pill>
          ))}
        </div>
        <p className="small t2">{t('reasons.Quarantined')}</p>
      </div>
      <Button size="s" kind="quiet" onPress={() => void understood()}>
        {t('understood')}
      </Button>
    </div>
  );
}

function Line({ row }: { row: RefusedLine }): ReactElement {
  const { t } = useTranslation('sync');
  const names = useNames();
  const act = useAct();
  const tableName = useTableName();
  const words = useColumnWords(row.table);
  const told = Object.entries(row.cells).filter(
    ([column, cell]) => cell !== null && column !== 'scope' && words.isKnown(column),
  );
  return (
    <div className="refused">
      <Icon name="warn" size="s" />
      <div className="sp">
        <div className="x g6">
          <Pill tone="soft">{tableName(row.table)}</Pill>
          <b className="med cut">{names.title(row)}</b>
        </div>
        <p className="small t2">
          {t(`reasons.${row.reason}`, { column: row.column === null ? '' : words.column(row.column) })}
        </p>
        <p className="small t3 cut">
          {told.map(([column, cell]) => `${words.column(column)} ${words.value(column, cell)}`).join(' · ')}
        </p>
      </div>
      <Button size="s" onPress={() => void act('sync.retryRefused', { id: row.id }, t('retried'))}>
        {t('retry')}
      </Button>
      <Button
        size="s"
        kind="quiet"
        onPress={() => void act('sync.dropRefused', { id: row.id }, t('dropped'))}
      >
        {t('drop')}
      </Button>
      {row.table === 'customer' ? (
        <a className="small" href={href('customers', row.row_id)}>
          <Icon name="right" size="s" label={names.title(row)} />
        </a>
      ) : null}
    </div>
  );
}
