import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonProgress } from '../../../src-shared/contract/work.ts';
import { sumOf, type Tally } from '../../../src-shared/domain/task/tally.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';

/** How far the tasks of a month are, by team and manager (R47). Counts that the server made; no task is shown. */
export function ProgressView({ today }: { today: DateText }): ReactElement {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const names = useNames();
  const [month, setMonth] = useState(today.slice(0, 7));
  const rows = useLiveQuery('task.progress', { month });
  const step = (by: -1 | 1): void =>
    setMonth((now) => addDays(by === 1 ? `${now}-28` : `${now}-01`, by === 1 ? 4 : -1).slice(0, 7));
  const branches = [...Map.groupBy(rows ?? [], ({ branch, team }) => (branch ?? team).id).values()];
  return (
    <div className="scroll tasks-progress">
      <div className="x g6 progress-month">
        <Button kind="quiet" size="s" icon="left" label={t('progress.previous')} onPress={() => step(-1)} />
        <b>{format.month(`${month}-01`)}</b>
        <Button kind="quiet" size="s" icon="right" label={t('progress.next')} onPress={() => step(1)} />
        <span className="small t3">{t('progress.what')}</span>
      </div>
      {rows !== undefined && rows.length === 0 ? (
        <EmptyState what={t('progress.empty')} why={t('progress.emptyWhy')} />
      ) : null}
      {rows === undefined || rows.length === 0 ? null : (
        <table className="progress-table">
          <thead>
            <tr>
              <th scope="col">{t('progress.who')}</th>
              <th scope="col" className="wide">
                {t('progress.share')}
              </th>
              <th scope="col">{t('progress.done')}</th>
              <th scope="col">{t('progress.open')}</th>
              <th scope="col">{t('progress.late')}</th>
            </tr>
          </thead>
          {branches.map((people) => (
            <tbody key={(people[0]!.branch ?? people[0]!.team).id}>
              <Line
                name={names.name(people[0]!.branch ?? people[0]!.team)}
                level="branch"
                tally={sumOf(people)}
              />
              {[...Map.groupBy(people, ({ team }) => team.id).values()].flatMap((team) => [
                <Line
                  key={team[0]!.team.id}
                  name={names.name(team[0]!.team)}
                  level="team"
                  tally={sumOf(team)}
                />,
                ...team
                  .toSorted(byShare)
                  .map((one) => (
                    <Line key={one.person.id} name={names.name(one.person)} level="person" tally={one} />
                  )),
              ])}
            </tbody>
          ))}
        </table>
      )}
    </div>
  );
}

const byShare = (a: PersonProgress, b: PersonProgress): number => b.done / b.due - a.done / a.due;

function Line({
  name,
  level,
  tally,
}: {
  name: string;
  level: 'branch' | 'team' | 'person';
  tally: Tally;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const { due, done, late } = tally;
  return (
    <tr className={`of-${level}`}>
      <th scope="row" className="cut">
        {name}
      </th>
      <td>
        <span className="x g6">
          <Progress
            label={t('progress.of', { name })}
            value={done}
            max={due}
            text={t('subtasksCount', { done, all: due })}
          />
          <span className="num">{format.percent(due === 0 ? 0 : done / due)}</span>
        </span>
      </td>
      <td className="num">{t('subtasksCount', { done, all: due })}</td>
      <td className="num">{due - done}</td>
      <td className={late > 0 ? 'num soft' : 'num t3'}>{late}</td>
    </tr>
  );
}
