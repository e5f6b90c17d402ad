import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantinedRecord } from '../../../src-shared/contract/inbox.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useColumnWords } from '../inbox/column-words.ts';
import { useTableName } from './table-name.ts';

const NOTHING = {};

/** Edits of people who had lost the right to a record when they arrived; shown only where there are any. */
export function Quarantined(): ReactElement | null {
  const { t } = useTranslation('sync');
  const rows = useLiveQuery('quarantine.list', NOTHING);
  if (rows === undefined || rows.length === 0) return null;
  return (
    <section>
      <GroupHeader text={t('quarantine')} count={rows.length} />
      <p className="small t3 quarantine-why">{t('quarantineWhy')}</p>
      {rows.map((row) => (
        <Line key={row.edits[0]} row={row} />
      ))}
    </section>
  );
}

function Line({ row }: { row: QuarantinedRecord }): ReactElement {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const names = useNames();
  const act = useAct();
  const now = useNow();
  const tableName = useTableName();
  const words = useColumnWords(row.table);
  const title = names.title(row);
  const said = t(row.kind === 'insert' ? 'quarantineNew' : 'quarantineEdit', {
    who: row.person === null ? t('someone') : names.name(row.person),
    when: format.when(row.written_at, now),
  });
  const value = (column: string, cell: string | number | null | undefined): string => {
    const named = typeof cell === 'string' ? row.refs[cell] : undefined;
    return named === undefined ? words.value(column, cell) : names.title(named);
  };
  const shown = toldColumns(row).filter(words.isKnown);
  const settle = (choice: 'applied' | 'discarded', told: string): void =>
    void act('quarantine.settle', { ids: row.edits, choice }, told);
  return (
    <div className="refused">
      <Icon name="edit" size="s" />
      <div className="sp">
        <div className="x g6">
          <Pill tone="soft">{tableName(row.table)}</Pill>
          <b className="med cut">{title === '' ? t('quarantineUntitled') : title}</b>
          <span className="small t3 nw">{said}</span>
        </div>
        {row.about === null ? null : <p className="small t2 cut">{names.title(row.about)}</p>}
        {shown.slice(0, MOST_COLUMNS).map((column) => (
          <p key={column} className="small t2 cut">
            <span className="t3">{`${words.column(column)} `}</span>
            {row.kind === 'update' ? <s className="t3">{value(column, row.now[column])}</s> : null}
            {row.kind === 'update' ? ' → ' : null}
            {value(column, row.cells[column])}
          </p>
        ))}
        {shown.length > MOST_COLUMNS ? (
          <p className="small t3">{t('quarantineMore', { count: shown.length - MOST_COLUMNS })}</p>
        ) : null}
      </div>
      <Button size="s" onPress={() => settle('applied', t('quarantineApplied'))}>
        {t('quarantineApply')}
      </Button>
      <Button size="s" kind="quiet" onPress={() => settle('discarded', t('quarantineDiscarded'))}>
        {t('quarantineDiscard')}
      </Button>
    </div>
  );
}

const MOST_COLUMNS = 6;

/**
 * What is not said already: the title and what the record hangs on stand above, of a new record
 * nothing is told that is empty, of another nothing that it says already.
 */
function toldColumns({ table, kind, cells, now, title, about, refs }: QuarantinedRecord): string[] {
  return Object.entries(cells)
    .filter(([column, cell]) => {
      if (column === 'scope' || (kind === 'insert' && (cell === null || cell === '' || cell === 0)))
        return false;
      if (kind === 'update' && (cell ?? '') === (now[column] ?? '')) return false;
      // The currency goes with its amount, and a zone with its hour.
      if (column.endsWith('_currency') || column === 'zone') return false;
      if (kind === 'insert' && (cell === title || (table === 'attachment' && column === 'kind')))
        return false;
      const named = typeof cell === 'string' ? refs[cell] : undefined;
      return named === undefined || kind === 'update' || named.title !== about?.title;
    })
    .map(([column]) => column);
}
