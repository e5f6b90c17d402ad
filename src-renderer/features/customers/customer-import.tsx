import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanFileName } from '../../../src-shared/domain/attachment/file-name.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { textOf } from '../../app/parts/preview/decode-text.ts';
import { useNames } from '../../app/name-of.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { guessColumns, headOf, IMPORT_COLUMNS } from './import-columns.ts';

const NOTHING = {};
const SKIP = '-';

/** Customers from a CSV file: choose, match the columns, try, import. What cannot be read is told line by line. */
export function CustomerImport({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const names = useNames();
  const tell = useOutcome();
  const once = useOneAtATime();
  const books = useLiveQuery('customer.books', NOTHING)?.filter((book) => book.writable) ?? [];
  const [fileName, setFileName] = useState('');
  const [book, setBook] = useState<string | null>(null);
  const [csv, setCsv] = useState<string | null>(null);
  const [columns, setColumns] = useState<Record<string, string>>({});
  const [tried, setTried] = useState<{
    created: number;
    skipped: { line: number; problem: string }[];
  } | null>(null);
  const bookId = book ?? books[0]?.id ?? null;
  const head = csv === null ? [] : headOf(csv);

  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = textOf(new Uint8Array(await file.arrayBuffer()));
    setFileName(cleanFileName(file.name));
    setCsv(text);
    setTried(null);
    setColumns(guessColumns(headOf(text)));
  };
  const importIt = async (dryRun: boolean): Promise<void> => {
    if (csv === null || bookId === null) return;
    const chosen = Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== SKIP));
    const done = await run('customer.import', { book_id: bookId, csv, columns: chosen, dryRun });
    if (!done.ok) return void tell(done);
    if (dryRun) return setTried(done.value);
    tell(done, t('importing.done', { count: done.value.created }));
    onClose();
  };
  return (
    <Panel
      title={t('importing.title')}
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button
            kind={tried === null ? 'primary' : 'normal'}
            disabled={csv === null || bookId === null}
            onPress={() => once(importIt)(true)}
          >
            {t('importing.try')}
          </Button>
          {tried !== null && tried.created > 0 ? (
            <Button kind="primary" onPress={() => once(importIt)(false)}>
              {t('importing.run', { count: tried.created })}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="customer-form">
        <p className="small t2">{t('importing.why')}</p>
        <div className="x">
          <label className="btn file-button">
            {t('importing.file')}
            <input
              type="file"
              className="sr"
              accept=".csv,text/csv,text/plain"
              onChange={(event) => void choose(event.target.files?.[0])}
            />
          </label>
          <span className="small t2 cut">{fileName || t('importing.noFile')}</span>
        </div>
        <Select
          label={t('book')}
          value={bookId}
          options={books.map((one) => ({ value: one.id, text: names.name(one) }))}
          onChange={setBook}
        />
        {head.map((name) => (
          <Select
            key={name}
            label={name}
            layout="beside"
            value={columns[name] ?? SKIP}
            options={[
              { value: SKIP, text: t('importing.skip') },
              ...IMPORT_COLUMNS.map((column) => ({ value: column as string, text: t(`columns.${column}`) })),
            ]}
            onChange={(column) => {
              setTried(null);
              setColumns((now) => ({ ...now, [name]: column }));
            }}
          />
        ))}
        {tried === null ? null : (
          <>
            <Notice tone={tried.created > 0 ? 'ok' : 'soft'} live>
              {t('importing.result', { count: tried.created })}
            </Notice>
            {tried.skipped.length > 0 ? (
              <Notice tone="soft">{t('importing.skipped', { count: tried.skipped.length })}</Notice>
            ) : null}
            <ul className="small t2">
              {tried.skipped.slice(0, 50).map((one) => (
                <li key={one.line}>{t('importing.line', one)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  );
}
