import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommonShift } from '../../../src-shared/domain/calendar/common-shift.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { Keys } from '../../ui/kbd.tsx';
import { Pill } from '../../ui/pill.tsx';
import { CheckPanel } from './check-panel.tsx';
import { useConflictWords } from './conflict-words.ts';
import { earliest, plus, shifted } from './shift.ts';
import type { PendingSeveral, SeveralMoves } from './use-several-moves.ts';
import { useWhenWords } from './use-when-words.ts';

/** So many of those that clash are named. */
const SHOWN = 6;

/** Before a selection goes where some of it would clash: what with, the nearest shifts that suit all of it, or anyway. */
export function SeveralCheck({
  pending,
  moves,
  onCancel,
}: {
  pending: PendingSeveral;
  moves: SeveralMoves;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const words = useConflictWords();
  const whenWords = useWhenWords();
  const { what, some, shift, check } = pending;
  // What stays on its day does not say by how much the others go.
  const first = earliest(some.filter((one) => one.all_day === 0)) ?? earliest(some)!;
  const copy = what === 'copy';
  const label = useId();
  const whereTo = (more: CommonShift): string => {
    const { start, end } = shifted(first, plus(shift, more));
    return whenWords(start, end);
  };
  useKeys(
    'pane',
    check.shifts.map((one, index) => ({
      keys: String(index + 1),
      label: t('hints.slots'),
      run: () => moves.go(one),
    })),
  );
  return (
    <CheckPanel
      title={t(copy ? 'several.check.copyTitle' : 'several.check.title', { count: some.length })}
      {...(copy ? { confirm: t('several.check.copyHere'), cancel: t('several.check.copyNot') } : {})}
      onConfirm={() => moves.go()}
      onCancel={onCancel}
    >
      <div className="event-form" role="status">
        <span className="t2">
          {t('several.check.clashing', { count: check.clashes.length, all: some.length })}
        </span>
        {check.clashes.slice(0, SHOWN).map(({ at, conflicts }) => {
          const one = some[at]!;
          const { start, end } = shifted(one, shift);
          return (
            <div key={at} className="draft-check">
              <b className="med cut">{names.title(one)}</b>
              <span className="small t3">{whenWords(start, end)}</span>
              {conflicts.map((conflict) => (
                <div key={conflict.id} className="x g6 first-line draft-conflict">
                  <Pill tone={conflict.severity}>{t(`severity.${conflict.severity}`)}</Pill>
                  <span className="small">{words(conflict, copy ? null : one.id)}</span>
                </div>
              ))}
            </div>
          );
        })}
        {check.clashes.length > SHOWN ? (
          <span className="small t3">{t('moreOf', { count: check.clashes.length - SHOWN })}</span>
        ) : null}
        <div className="draft-check" role="list" aria-labelledby={label}>
          <span className="small t3" id={label}>
            {t(check.shifts.length > 0 ? 'several.check.shifts' : 'several.check.noShift')}
          </span>
          {check.shifts.map((one, index) => (
            <div key={`${one.days} ${one.minutes}`} role="listitem">
              <button
                type="button"
                className={index === 0 ? 'slot first' : 'slot'}
                aria-keyshortcuts={String(index + 1)}
                onClick={() => moves.go(one)}
              >
                <span className="x g1">
                  <Keys spec={String(index + 1)} accent />
                </span>
                <span className="slot-when">{whereTo(one)}</span>
                <span className="small t2">
                  {[
                    t('several.check.first'),
                    byWords(one),
                    one.tight ? t('several.check.tight') : '',
                    one.outsideHours ? t('slot.outside') : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </button>
            </div>
          ))}
        </div>
        <OthersAsOf age={check.asOf} />
        <p className="small t3">{t(copy ? 'several.check.copyAnyway' : 'move.anyway')}</p>
      </div>
    </CheckPanel>
  );

  /** How much further than it was wished. */
  function byWords({ days, minutes }: CommonShift): string {
    const total = days * 1440 + minutes;
    const duration =
      minutes === 0 ? t('several.check.days', { count: Math.abs(days) }) : format.duration(Math.abs(total));
    return t(total > 0 ? 'slot.later' : 'slot.earlier', { duration });
  }
}
