import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Heir, InboxLeft } from '../../../src-shared/contract/inbox.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useRuleWords } from '../../app/repeat/rule-words.ts';
import { href } from '../../app/route.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSay } from '../../ui/toast.tsx';
import { PassOn } from './pass-on.tsx';
import { MeetingHead, MeetingLine, RepeatLine } from './meeting-head.tsx';

/** A meeting whose organiser has left: who waits for it, and what can become of it: one's own, a colleague's, or nobody's. */
export function LeftMeeting({ left, onSettled }: { left: InboxLeft; onSettled: () => void }): ReactElement {
  const { t } = useTranslation('inbox');
  const common = useTranslation();
  const calendar = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const ruleWords = useRuleWords();
  const tell = useOutcome();
  const say = useSay();
  const today = format.dateOf(useNow());
  const { instance, rrule } = left;
  const day = instance.startWall.slice(0, 10);
  const title = names.title(instance);
  const [passing, setPassing] = useState(false);
  const { uid: id, start, end } = instance;
  const heirs = useLiveQuery('inbox.heirs', { id, start, end }) ?? [];
  // What is pressed a moment later is not meant for what became of it.
  const once = useOneAtATime();
  const takeOver = once(async (): Promise<void> => {
    if (tell(await run('event.takeOver', { id }), t('left.taken', { title }))) onSettled();
  });
  const cancel = once(async (): Promise<void> => {
    const named = { id, recurrence_id: instance.recurrence_id || null };
    // What has taken place stays in the book; what is to come does not take place.
    const which = instance.recurrence_id ? 'following' : 'all';
    if (tell(await run('event.remove', { ...named, which }), t('left.cancelled', { title }))) onSettled();
  });
  const passOn = once(async (heir: Heir): Promise<void> => {
    if (!tell(await run('event.passOn', { id, person_id: heir.id }))) return;
    // No way back is offered: as soon as it is sent, it is theirs.
    say({ text: t('left.passedOn', { title, name: names.name(heir) }) });
    onSettled();
  });
  const canPass = heirs.length > 0;
  useKeys('screen', [
    { keys: 'y', label: t('left.takeOver'), run: takeOver },
    { keys: 'p', label: t('left.passOn'), disabled: !canPass, run: () => setPassing(true) },
    { keys: 'n', label: t('left.cancel'), run: cancel },
    { keys: 'escape', label: common.t('kit.cancel'), disabled: !passing, run: () => setPassing(false) },
  ]);
  useHints([
    { keys: 'y', label: t('left.takeOver') },
    ...(canPass ? [{ keys: 'p', label: t('left.passOn') }] : []),
    { keys: 'n', label: t('left.cancel') },
    { keys: ['j', 'k'], label: t('hints.step') },
  ]);
  const who: [string, string][] = [
    [calendar.t('participants'), names.list(left.guests)],
    [calendar.t('customer'), names.list(left.customers)],
    [t('left.resources'), names.list(left.resources)],
  ];
  return (
    <>
      <MeetingHead
        instance={instance}
        from={<span className="small t3 nw">{t('left.by', { name: names.name(left.organiser) })}</span>}
      >
        <MeetingLine instance={instance} />
        {rrule === null ? null : (
          <RepeatLine parts={[ruleWords(rrule, instance.startWall), t('repeatsNext')]} />
        )}
      </MeetingHead>
      <div className="scroll inbox-body">
        <Notice tone="info">
          {t('left.why', {
            name: names.name(left.organiser),
            day: format.dayMedium(left.leftOn, today),
          })}
        </Notice>
        <dl className="left-who">
          {who
            .filter(([, list]) => list !== '')
            .map(([label, list]) => (
              <div key={label} className="left-line">
                <dt>{label}</dt>
                <dd>{list}</dd>
              </div>
            ))}
        </dl>
        <p className="small t3">{t(rrule === null ? 'left.whatOne' : 'left.whatSeries')}</p>
        {passing && canPass ? <PassOn heirs={heirs} onChoose={passOn} /> : null}
      </div>
      <div className="inbox-foot">
        <Button kind="primary" keys="y" onPress={takeOver}>
          {t('left.takeOver')}
        </Button>
        {canPass ? (
          <Button keys="p" onPress={() => setPassing(true)}>
            {t('left.passOn')}
          </Button>
        ) : null}
        <Button keys="n" onPress={cancel}>
          {t('left.cancel')}
        </Button>
        <span className="sp" />
        <a
          className="btn q"
          href={href(
            'calendar',
            'week',
            day,
            instance.event_id,
            ...(instance.recurrence_id ? [instance.recurrence_id] : []),
          )}
        >
          {t('openEvent')}
        </a>
      </div>
    </>
  );
}
