import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { SyncState } from '../../../src-shared/contract/desk.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDamageWords } from '../../app/damage-told.tsx';
import { DeletionAnswers, useDeletionWords } from '../../app/deletion-question.tsx';
import { toldAs } from '../../app/told-phase.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { HeldFiles } from './held-files.tsx';
import { Quarantined } from './quarantined.tsx';
import { Refused } from './refused.tsx';
import { HeldScopes } from './held-scopes.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useTableName } from './table-name.ts';
import './sync.css';

const NOTHING = {};
const ICONS: Record<SyncState['phase'] | 'disk_full', IconName> = {
  online: 'online',
  syncing: 'sync',
  loading: 'download',
  offline: 'offline',
  refused: 'lock',
  update_needed: 'warn',
  signed_out: 'lock',
  disk_full: 'warn',
};

/** How the laptop and the server stand: what waits, what was refused and why, what is held here and how old it is. */
export default function SyncScreen(): ReactElement | null {
  const { t } = useTranslation('sync');
  const common = useTranslation();
  const state = useLiveQuery('sync.state', NOTHING);
  const queue = useLiveQuery('sync.queue', NOTHING);
  const tell = useOutcome();
  const say = useSay();
  const syncNow = async (): Promise<void> => {
    // There is nothing to take back, so the line offers no way back.
    if (tell(await run('sync.now', NOTHING))) say({ text: t('synced'), icon: 'check' });
  };
  useKeys('screen', [{ keys: 'r', label: t('now'), run: () => void syncNow() }]);
  useHints([{ keys: 'r', label: t('now') }]);
  if (state === undefined || queue === undefined) return null;
  return (
    <>
      <Pane label={t('title')} className="sync-centre">
        <div className="bar">
          <h1>{t('title')}</h1>
          <span className="sp" />
          <Button kind="primary" keys="r" onPress={() => void syncNow()}>
            {t('now')}
          </Button>
        </div>
        <div className="sync-body">
          <Line state={state} />
          <Waiting rows={queue.waiting} />
          <Quarantined />
          <Refused rows={queue.refused} />
          <Aside rows={queue.aside} />
          <Uploads rows={queue.uploads} />
        </div>
      </Pane>
      <AsidePane label={t('held')} width={360} closeLabel={common.t('kit.close')} icon="laptop">
        <HeldScopes scopes={queue.scopes} />
        <HeldFiles />
      </AsidePane>
    </>
  );
}

function Line({ state }: { state: SyncState }): ReactElement {
  const { t, i18n } = useTranslation('sync');
  const format = useFormat();
  const now = useNow();
  const words = useDeletionWords();
  const damageWords = useDamageWords();
  const moment = (at: number): string => {
    const day = format.when(at, now);
    const time = format.time(at);
    return day === time ? time : `${day} ${time}`;
  };
  const error = state.lastError;
  const phase = toldAs(state);
  const wrong = ['refused', 'update_needed', 'signed_out', 'disk_full'].includes(phase);
  return (
    <section className="sync-line">
      <div className="x">
        <Icon name={ICONS[phase]} />
        <b className="med">{t(`state.${phase}`)}</b>
        <span className="small t3">{t('since', { time: moment(state.since) })}</span>
      </div>
      {wrong ? (
        <Notice tone="soft">{t(`stateWhy.${phase}`)}</Notice>
      ) : (
        <p className="small t2">{t(`stateWhy.${phase}`)}</p>
      )}
      {state.deletion === null ? null : (
        <Notice tone="soft" actions={<DeletionAnswers deletion={state.deletion} />}>
          {`${words(state.deletion)}${t('deletion.held')}`}
        </Notice>
      )}
      {state.damage === null ? null : <Notice tone="soft">{damageWords(state.damage)}</Notice>}
      {state.separatedAt === null ? null : (
        <Notice tone="soft">{t('separated', { time: moment(state.separatedAt) })}</Notice>
      )}
      {state.progress === null ? null : (
        <div className="sync-progress">
          <Progress
            label={t('state.loading')}
            value={state.progress.done}
            max={state.progress.total ?? Math.max(1, state.progress.done)}
          />
          <span className="small t3">
            {state.progress.total === null
              ? t('progress', { done: format.number(state.progress.done) })
              : t('progressOf', {
                  done: format.number(state.progress.done),
                  total: format.number(state.progress.total),
                })}
          </span>
        </div>
      )}
      <dl className="kv">
        <dt>{t('lastSync')}</dt>
        <dd>{state.lastSyncAt === null ? t('never') : moment(state.lastSyncAt)}</dd>
        {state.nextTryAt === null ? null : (
          <>
            <dt>{t('nextTry')}</dt>
            <dd>{moment(state.nextTryAt)}</dd>
          </>
        )}
        {error === null ? null : (
          <>
            <dt>{t('lastError')}</dt>
            <dd>
              {`${moment(error.at)} · ${i18n.exists(`errors.${error.type}`, { ns: 'sync' }) ? t(`errors.${error.type as 'ServerDown'}`) : t('errors.other', { type: error.type })}`}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

type Queue = QueryResult<'sync.queue'>;

function Waiting({ rows }: { rows: Queue['waiting'] }): ReactElement {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const tableName = useTableName();
  return (
    <section>
      <GroupHeader text={t('waiting')} count={t('waitingCount', { count: rows.length })} />
      {rows.length === 0 ? <EmptyState what={t('waitingEmpty')} why={t('waitingEmptyWhy')} /> : null}
      {rows.slice(0, 200).map((row) => (
        <div key={`${row.table} ${row.id}`} className="row">
          <Icon name="upload" size="s" />
          <span className="t2 nw">{tableName(row.table)}</span>
          <span className="cut">{names.title(row)}</span>
          <span className="sp" />
          <span className="small t3 nw">{t('changes', { count: row.changes })}</span>
          <span className="small t2 nw sync-when">{format.when(row.since, now)}</span>
        </div>
      ))}
    </section>
  );
}

/** Records that could not be taken in here; shown only where there are any. */
function Aside({ rows }: { rows: Queue['aside'] }): ReactElement | null {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const tableName = useTableName();
  if (rows.length === 0) return null;
  return (
    <section>
      <GroupHeader text={t('aside')} count={rows.length} />
      <p className="small t3 quarantine-why">{t('asideWhy')}</p>
      {rows.map((row) => (
        <div key={`${row.table} ${row.row_id}`} className="row">
          <Icon name="warn" size="s" />
          <span className="t2 nw">{tableName(row.table)}</span>
          <span className="cut">{names.title(row)}</span>
          <span className="sp" />
          <span className="small t2 nw sync-when">{format.when(row.at, now)}</span>
        </div>
      ))}
    </section>
  );
}

function Uploads({ rows }: { rows: Queue['uploads'] }): ReactElement {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (
    <section>
      <GroupHeader text={t('uploads')} count={rows.length} />
      {rows.length === 0 ? <EmptyState what={t('uploadsEmpty')} why={t('uploadsEmptyWhy')} /> : null}
      {rows.map((row) => (
        <div key={row.id} className="row">
          <Icon name="attach" size="s" />
          <span className="cut">{row.name ?? t('uploadKept')}</span>
          <span className="sp" />
          <span className="sync-bar">
            <Progress label={row.name ?? t('uploadKept')} value={row.sent} max={Math.max(1, row.bytes)} />
          </span>
          <span className="small t3 nw sync-when">
            {row.sent === 0
              ? format.bytes(row.bytes)
              : t('sentOf', { sent: format.bytes(row.sent), bytes: format.bytes(row.bytes) })}
          </span>
        </div>
      ))}
    </section>
  );
}
