import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { readJson } from '../../../src-shared/kernel/read-json.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import {
  noticeIcon,
  noticeLink,
  noticeTone,
  useNoticeWords,
  type NoticeLike,
} from '../../app/notice-words.tsx';
import { useAct } from '../../app/use-act.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/panes.tsx';
import type { Inbox } from './entries.ts';

/** What happened to a person's world, newest first; what was not read yet is strong and marked. */
export function Notices({ notices }: { notices: Inbox['notices'] }): ReactElement {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const now = useNow();
  const act = useAct();
  const words = useNoticeWords();
  const unread = notices.filter((one) => one.unread).map((one) => one.id);
  return (
    <Pane label={t('notices')} className="inbox-main">
      <div className="bar">
        <h2 className="strong">{t('notices')}</h2>
        <span className="sp" />
        <Button
          size="s"
          disabled={unread.length === 0}
          onPress={() => void act('notice.read', { ids: unread })}
        >
          {t('markRead')}
        </Button>
      </div>
      <div className="scroll">
        {notices.length === 0 ? (
          <EmptyState icon="inbox" what={t('noNotices')} why={t('noNoticesWhy')} />
        ) : null}
        {notices.map((notice) => {
          const like: NoticeLike = {
            id: notice.id,
            kind: notice.kind,
            table_name: notice.table_name,
            row_id: notice.row_id,
            params: paramsOf(notice.params),
            conflict: notice.conflict,
          };
          const link = noticeLink(like);
          const text = notice.unread ? <b className="med">{words(like)}</b> : words(like);
          return (
            <div key={notice.id} className="row notice-row">
              <span className={`x ${notice.conflict === null ? 't3' : noticeTone(like)}`}>
                <Icon name={noticeIcon(like)} size="s" />
              </span>
              {link === null ? (
                <span className="cut sp">{text}</span>
              ) : (
                <a
                  className="cut sp"
                  href={link}
                  onClick={() => void (notice.unread && act('notice.read', { ids: [notice.id] }))}
                >
                  {text}
                </a>
              )}
              <span className="small t3 nw">
                {[notice.conflict === null ? t('noticeOver') : '', format.when(notice.at, now)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
          );
        })}
      </div>
    </Pane>
  );
}

/** What the server wrote for the sentence; a text that is no object says nothing. */
function paramsOf(text: string): Record<string, string | number | null> {
  const value = readJson(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, string | number | null>) : {};
}
