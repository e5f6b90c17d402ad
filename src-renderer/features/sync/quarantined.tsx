import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantinedEdit } from '../../../src-shared/contract/inbox.ts';
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
        <Line key={row.id} row={row} />
      ))}
    </section>
  );
}

function Line({ row }: { row: QuarantinedEdit }): ReactElement {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const names = useNames();
  const act = useAct();
  const now = useNow();
  const tableName = useTableName();
  const words = useColumnWords(row.table);
  const shown = Object.keys(row.cells).filter((column) => column !== 'scope' && row.cells[column] !== null);
  const said = t(row.kind === 'insert' ? 'quarantineNew' : 'quarantineEdit', {
    who: row.person === null ? t('someone') : names.name(row.person),
    when: format.when(row.written_at, now),
  });
  return (
    <div className="refused">
      <Icon name="edit" size="s" />
      <div className="sp">
        <div className="x g6">
          <Pill tone="soft">{tableName(row.table)}</Pill>
          <b className="med cut">{names.title(row)}</b>
          <span className="small t3 nw">{said}</span>
        </div>
        {shown.slice(0, 6).map((column) => (
          <p key={column} className="small t2 cut">
            <span className="t3">{`${words.column(column)} `}</span>
            {row.kind === 'update' ? <s className="t3">{words.value(column, row.now[column])}</s> : null}
            {row.kind === 'update' ? ' → ' : null}
            {words.value(column, row.cells[column])}
          </p>
        ))}
      </div>
      <Button
        size="s"
        onPress={() =>
          void act('quarantine.settle', { id: row.id, choice: 'applied' }, t('quarantineApplied'))
        }
      >
        {t('quarantineApply')}
      </Button>
      <Button
        size="s"
        kind="quiet"
        onPress={() =>
          void act('quarantine.settle', { id: row.id, choice: 'discarded' }, t('quarantineDiscarded'))
        }
      >
        {t('quarantineDiscard')}
      </Button>
    </div>
  );
}
