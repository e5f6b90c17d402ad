import { useRef, useState, type DragEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentRow } from '../../../src-shared/contract/work.ts';
import { cleanFileName } from '../../../src-shared/domain/attachment/file-name.ts';
import { ask } from '../../bridge/ask.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Button, Toggle } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { FileRow } from './file-row.tsx';
import { Preview } from './preview/preview.tsx';
import { saveFile } from './save-file.ts';
import './attachments.css';

type Owner = AttachmentRow['owner_kind'];
/** The files of a customer, event, note or task: add by button or by dropping, look at, save, delete. */
export function Attachments({
  owner,
  id,
  editable = true,
}: {
  owner: Owner;
  id: string;
  editable?: boolean;
}): ReactElement {
  const { t } = useTranslation('notes');
  const common = useTranslation();
  const rows = useLiveQuery('attachment.list', { owner_kind: owner, owner_id: id });
  const act = useAct();
  const tell = useOutcome();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const [asked, setAsked] = useState<AttachmentRow | null>(null);
  const preview = rows?.find((row) => row.id === shown);

  const add = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) {
      const bytes = toBase64(new Uint8Array(await file.arrayBuffer()));
      const added = await run('attachment.add', {
        owner_kind: owner,
        owner_id: id,
        name: file.name,
        media_type: file.type,
        bytes,
      });
      tell(added, t('files.added', { name: cleanFileName(file.name) }));
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (editable) void add(event.dataTransfer.files);
  };
  const save = async (row: AttachmentRow): Promise<void> => {
    setAsked(null);
    const read = await ask('attachment.bytes', { id: row.id });
    if (!tell(read) || !read.ok || read.value === null) return;
    saveFile(read.value.name, fromBase64(read.value.bytes));
    await run('desk.noteExport', { what: 'file', count: 1 });
  };
  /** What may run when it is opened is not saved without a word. */
  const askToSave = (row: AttachmentRow): void => {
    if (row.risky) setAsked(row);
    else void save(row);
  };
  const keep = (row: AttachmentRow, kept: boolean): void =>
    void act(
      'attachment.keep',
      { id: row.id, kept },
      t(kept ? 'files.kept' : 'files.notKept', { name: row.name }),
    );

  return (
    <section
      className={over ? 'files over' : 'files'}
      aria-label={t('files.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(editable);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <GroupHeader text={t('files.title')} count={rows?.length ?? 0}>
        {owner === 'customer' ? <KeepAll customer={id} /> : null}
        {editable ? (
          <Button size="s" kind="quiet" icon="attach" onPress={() => input.current?.click()}>
            {t('files.add')}
          </Button>
        ) : null}
      </GroupHeader>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('files.add')}
        onChange={(event) => {
          void add(event.target.files).then(() => {
            if (input.current) input.current.value = '';
          });
        }}
      />
      {rows?.length === 0 ? <EmptyState what={t('files.none')} why={t('files.noneWhy')} /> : null}
      {rows?.map((row) => (
        <FileRow
          key={row.id}
          row={row}
          editable={editable}
          onOpen={() => setShown(row.id)}
          onKeep={(kept) => keep(row, kept)}
          onSave={() => askToSave(row)}
          onRemove={() =>
            void act('attachment.remove', { id: row.id }, t('files.removed', { name: row.name }))
          }
        />
      ))}
      {preview === undefined || asked !== null ? null : (
        <Preview row={preview} onClose={() => setShown(null)} onSave={() => askToSave(preview)} />
      )}
      {asked === null ? null : (
        <Confirm
          title={t('files.riskyTitle', { name: asked.name })}
          open
          onClose={() => setAsked(null)}
          onConfirm={() => void save(asked)}
          confirmText={t('files.saveAnyway')}
          cancelText={common.t('kit.cancel')}
          closeLabel={common.t('kit.close')}
        >
          <p>{t('files.riskyWhy')}</p>
        </Confirm>
      )}
    </section>
  );
}

/** Every file about a customer, those to come too, on this laptop. */
function KeepAll({ customer }: { customer: string }): ReactElement | null {
  const { t } = useTranslation('notes');
  const act = useAct();
  const kept = useLiveQuery('customer.filesKept', { id: customer });
  if (kept === undefined) return null;
  return (
    <Toggle
      size="s"
      kind="quiet"
      icon="pin"
      on={kept}
      onChange={(on) =>
        void act(
          'customer.keepFiles',
          { id: customer, kept: on },
          t(on ? 'files.keptAll' : 'files.notKeptAll'),
        )
      }
    >
      {t('files.keepAll')}
    </Toggle>
  );
}
