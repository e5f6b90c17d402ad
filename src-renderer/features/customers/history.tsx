import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useNow } from '../../app/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useColumnWords } from '../inbox/column-words.ts';

/** Who changed what when, and when the server had it. */
export function History({ id }: { id: string }): ReactElement | null {
  const { t, i18n } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const lines = useLiveQuery('customer.history', { id, limit: 200 });
  const words = useColumnWords('customer');
  const shown = (column: string, value: string | number | null): string =>
    value === null || value === '' ? t('historyEmpty') : words.value(column, value);
  if (lines === undefined) return null;
  if (lines.length === 0) return <EmptyState what={t('historyNone')} why={t('historyNoneWhy')} />;
  const moment = (at: number): string => {
    const [day, time] = [format.when(at, now), format.time(at)];
    return day === time ? time : `${day} ${time}`;
  };
  const column = (name: string): string =>
    i18n.exists(`columns.${name}`, { ns: 'customers' }) ? t(`columns.${name as 'name'}`) : name;
  return (
    <div className="scroll">
      <table className="tb">
        <thead>
          <tr>
            <th>{t('historyColumns.when')}</th>
            <th>{t('historyColumns.who')}</th>
            <th>{t('historyColumns.what')}</th>
            <th>{t('historyColumns.change')}</th>
            <th>{t('historyColumns.arrived')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.flatMap((line, at) =>
            line.changes.map((change) => (
              <tr key={`${at} ${change.column}`}>
                <td className="small t2">{moment(line.at)}</td>
                <td>{line.person === null ? '–' : names.name(line.person)}</td>
                <td className="t2">{column(change.column)}</td>
                <td className="cut history-change">{`${shown(change.column, change.from)} → ${shown(change.column, change.to)}`}</td>
                <td className="small t3">
                  {line.arrivedAt === null ? t('historyWaiting') : moment(line.arrivedAt)}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
