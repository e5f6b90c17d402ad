import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { slotOf, type EventDraft } from './event-draft.ts';
import type { DraftPart } from './meanwhile.ts';
import type { Meanwhile } from './use-meanwhile.ts';

/** Says what of the event was changed elsewhere while the form is open, and asks where both wrote. */
export function MeanwhileNote({ meanwhile }: { meanwhile: Meanwhile }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const { followed, clashing, theirs } = meanwhile;
  const word = (part: DraftPart): string => (part === 'time' ? t('form.meanwhile.time') : t(`form.${part}`));
  const valueOf = (draft: EventDraft, part: DraftPart): string => {
    const { start, end } = slotOf(draft);
    if (part === 'time') return draft.allDay ? format.timeRange(start, end) : format.dayAndTimes(start, end);
    return part === 'title' || part === 'place' || part === 'contract' ? draft[part] : '';
  };
  return (
    <>
      {followed.length === 0 ? null : (
        <Notice tone="info" live>
          {t('form.meanwhile.followed', { fields: names.texts(followed.map(word)) })}
        </Notice>
      )}
      {clashing.length === 0 || theirs === null ? null : (
        <div className="meanwhile" role="alert">
          <Notice tone="soft">
            {t('form.meanwhile.clash', {
              fields: names.texts(
                clashing.map((part) => {
                  const value = valueOf(theirs, part);
                  return value === '' ? word(part) : t('form.meanwhile.value', { field: word(part), value });
                }),
              ),
            })}
            <span className="x g6 meanwhile-buttons">
              <Button size="s" onPress={meanwhile.keepMine}>
                {t('form.meanwhile.mine')}
              </Button>
              <Button size="s" onPress={meanwhile.takeTheirs}>
                {t('form.meanwhile.theirs')}
              </Button>
            </span>
          </Notice>
        </div>
      )}
    </>
  );
}
