import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManagedBook } from '../../../src-shared/contract/book.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Pill } from '../../ui/pill.tsx';
import { PersonChoice } from './person-choice.tsx';

const NOTHING = {};

/** The books whose members this person decides: who works on them, and who takes one over (R67). */
export function Books(): ReactElement | null {
  const { t } = useTranslation('settings');
  const books = useLiveQuery('book.managed', NOTHING);
  if (books === undefined || books.length === 0) return null;
  return (
    <section>
      <GroupHeader text={t('books.title')} count={books.length} />
      <p className="small t3 people-why">{t('books.why')}</p>
      {books.map((book) => (
        <Book key={book.id} book={book} />
      ))}
    </section>
  );
}

function Book({ book }: { book: ManagedBook }): ReactElement {
  const { t } = useTranslation('settings');
  const common = useTranslation();
  const names = useNames();
  const act = useAct();
  const [heir, setHeir] = useState<{ id: string; name: string } | null>(null);
  const owner = book.members.find((one) => one.role === 'owner');
  return (
    <div className="people-book">
      <div className="x">
        <b className="med cut">{names.name(book)}</b>
        <span className="small t3 nw">{t('books.customers', { count: book.customers })}</span>
      </div>
      {book.members.map((member) => (
        <div key={member.id} className="row people-row">
          <span className="cut sp">{names.name(member)}</span>
          {member.role === 'owner' ? (
            <Pill>{t('books.owner')}</Pill>
          ) : (
            <>
              <Button size="s" onPress={() => setHeir({ id: member.id, name: names.name(member) })}>
                {t('books.handOver')}
              </Button>
              <Button
                size="s"
                kind="quiet"
                onPress={() =>
                  void act('book.setMember', { book_id: book.id, person_id: member.id, member: false })
                }
              >
                {t('books.remove')}
              </Button>
            </>
          )}
        </div>
      ))}
      <div className="people-add">
        <PersonChoice
          label={t('books.add')}
          without={new Set(book.members.map((one) => one.id))}
          onChoose={(id) => void act('book.setMember', { book_id: book.id, person_id: id, member: true })}
        />
      </div>
      <Confirm
        title={t('books.handOverTitle', { book: names.name(book) })}
        open={heir !== null}
        onClose={() => setHeir(null)}
        onConfirm={() => {
          if (heir !== null)
            void act('book.handOver', { book_id: book.id, person_id: heir.id }, t('books.handedOver'));
        }}
        confirmText={t('books.handOver')}
        cancelText={common.t('kit.cancel')}
        closeLabel={common.t('kit.close')}
      >
        <p>
          {t('books.handOverWhat', {
            to: heir?.name ?? '',
            from: owner === undefined ? '–' : names.name(owner),
            count: book.customers,
          })}
        </p>
      </Confirm>
    </div>
  );
}
