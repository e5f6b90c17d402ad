import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import type { ImportPlan } from '../../../../src-shared/domain/calendar/ics-import.ts';
import type { ImportItem } from '../../../../src-shared/domain/calendar/ics-item.ts';
import { cleanFileName } from '../../../../src-shared/domain/attachment/file-name.ts';
import { run } from '../../../bridge/run.ts';
import { useZone } from '../../../app/i18n/zone.ts';
import { useFormat } from '../../../app/i18n/use-format.ts';
import { useOutcome } from '../../../app/use-outcome.ts';
import { Button } from '../../../ui/button.tsx';
import { ImportCounts, ImportProblems } from './import-report.tsx';
import { useSay } from '../../../ui/toast.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { sendPieces, writeAll } from './import-run.ts';
import { calendarText, readPlan } from './read-plan.ts';

type Stage =
  | { readonly at: 'choosing' }
  | { readonly at: 'reading' }
  | { readonly at: 'read'; readonly plan: ImportPlan; readonly would: ImportOutcome }
  | { readonly at: 'writing'; readonly plan: ImportPlan; readonly sent: number };

/**
 * Takes a calendar file: read, counted, then written. What is not understood is kept with the event and named here;
 * giving up half-way takes back what was written.
 */
export function CalendarImport({ file, onClose }: { file: File | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const tell = useOutcome();
  const say = useSay();
  const [stage, setStage] = useState<Stage>({ at: 'choosing' });
  const [name, setName] = useState('');
  const batch = useRef('');
  const work = useRef(new AbortController());
  useEffect(() => () => work.current.abort(), []);

  const send = (items: readonly ImportItem[], dryRun: boolean) =>
    run('event.import', { batch: batch.current, items: [...items], dryRun });
  const read = async (chosen: File): Promise<void> => {
    // A file that is dropped while another is written must not end that one.
    if (stage.at === 'writing') return;
    work.current.abort();
    const given = (work.current = new AbortController()).signal;
    setName(cleanFileName(chosen.name));
    batch.current = crypto.randomUUID();
    setStage({ at: 'reading' });
    const plan = await readPlan(await calendarText(chosen), zone, given);
    if (plan === null || given.aborted) return;
    const tried = await sendPieces(
      plan.items,
      (items) => send(items, true),
      () => {},
      given,
    );
    if (given.aborted) return;
    if (!tried.ok) {
      tell(tried);
      return setStage({ at: 'choosing' });
    }
    setStage({ at: 'read', plan, would: tried.value.outcome });
  };
  const readDropped = useEffectEvent((dropped: File) => void read(dropped));
  useEffect(() => {
    if (file !== null) readDropped(file);
  }, [file]);

  const write = async (plan: ImportPlan): Promise<void> => {
    const given = (work.current = new AbortController()).signal;
    setStage({ at: 'writing', plan, sent: 0 });
    const done = await writeAll(
      plan.items,
      {
        send: (items) => send(items, false),
        takeBack: (step) => run('undo.undo', { step }),
        progress: (sent) => setStage({ at: 'writing', plan, sent }),
      },
      given,
    );
    if (!done.ok) {
      tell(done);
      return setStage({ at: 'choosing' });
    }
    const outcome = done.value;
    if (outcome) tell(done, t('file.done', { count: outcome.created + outcome.changed }));
    else say({ text: t('file.gaveUp') });
    onClose();
  };

  const would = stage.at === 'read' ? stage.would : null;
  return (
    <Panel
      title={t('file.title')}
      onClose={() => {
        work.current.abort();
        if (stage.at !== 'writing') onClose();
      }}
      closeLabel={common.t('kit.close')}
      foot={
        stage.at === 'writing' ? (
          <Button onPress={() => work.current.abort()}>{t('file.giveUp')}</Button>
        ) : stage.at === 'read' ? (
          <Button
            kind="primary"
            disabled={would === null || would.created + would.changed === 0}
            onPress={() => void write(stage.plan)}
          >
            {t('file.run', { count: (would?.created ?? 0) + (would?.changed ?? 0) })}
          </Button>
        ) : undefined
      }
    >
      <div className="event-form">
        <p className="small t2">{t('file.why')}</p>
        {stage.at === 'writing' ? null : (
          <div className="x">
            <label className="btn file-button">
              {t('file.choose')}
              <input
                type="file"
                className="sr"
                accept=".ics,.ical,.ifb,text/calendar"
                onChange={(event) => {
                  const chosen = event.target.files?.[0];
                  if (chosen) void read(chosen);
                }}
              />
            </label>
            <span className="small t2 cut">{name || t('file.none')}</span>
          </div>
        )}
        {stage.at === 'reading' ? (
          <span className="small t2" role="status">
            {t('file.reading')}
          </span>
        ) : null}
        {stage.at === 'read' ? <ImportCounts would={stage.would} problems={stage.plan.problems} /> : null}
        {stage.at === 'writing' ? (
          <div role="status">
            <div className="small t2">{name}</div>
            <Progress label={t('file.title')} value={stage.sent} max={stage.plan.items.length} />
            <div className="small t2">
              {t('file.sent', {
                sent: format.number(stage.sent),
                total: format.number(stage.plan.items.length),
              })}
            </div>
          </div>
        ) : null}
        {stage.at === 'read' ? (
          <ImportProblems problems={stage.plan.problems} refused={stage.would.refused} />
        ) : null}
      </div>
    </Panel>
  );
}
