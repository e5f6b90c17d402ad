import { useEffect, useRef, useState, type DragEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentRow } from '../../../src-shared/contract/work.ts';
import { ask } from '../../bridge/ask.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import './attachments.css';

type Owner = AttachmentRow['owner_kind'];
/** What can be shown without running anything in it. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const TEXTS = new Set(['text/plain', 'text/csv', 'text/markdown']);
const LONGEST_TEXT = 200_000;

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
  const rows = useLiveQuery('attachment.list', { owner_kind: owner, owner_id: id });
  const act = useAct();
  const tell = useOutcome();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<AttachmentRow | null>(null);

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
      tell(added, t('files.added', { name: file.name }));
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (editable) void add(event.dataTransfer.files);
  };
  const save = async (row: AttachmentRow): Promise<void> => {
    const read = await ask('attachment.bytes', { id: row.id });
    if (!tell(read) || !read.ok || read.value === null) return;
    const url = URL.createObjectURL(
      new Blob([fromBase64(read.value.bytes)], { type: 'application/octet-stream' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = read.value.name;
    link.click();
    URL.revokeObjectURL(url);
  };

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
          onOpen={() => setShown(row)}
          onSave={() => void save(row)}
          onRemove={() =>
            void act('attachment.remove', { id: row.id }, t('files.removed', { name: row.name }))
          }
        />
      ))}
      {shown === null ? null : (
        <Preview row={shown} onClose={() => setShown(null)} onSave={() => void save(shown)} />
      )}
    </section>
  );
}

function FileRow({
  row,
  editable,
  onOpen,
  onSave,
  onRemove,
}: {
  row: AttachmentRow;
  editable: boolean;
  onOpen: () => void;
  onSave: () => void;
  onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('notes');
  const format = useFormat();
  return (
    <div className="row">
      <Icon name="attach" size="s" />
      <button
        type="button"
        className="link cut"
        onClick={onOpen}
        aria-label={t('files.open', { name: row.name })}
      >
        {row.name}
      </button>
      <span className="sp" />
      <span className="small t3 nw">{`${format.bytes(row.bytes)} · ${t(`files.states.${row.state}`)}`}</span>
      <Button
        size="s"
        kind="quiet"
        icon="download"
        label={t('files.save', { name: row.name })}
        onPress={onSave}
      />
      {editable ? (
        <Button
          size="s"
          kind="quiet"
          icon="trash"
          label={t('files.remove', { name: row.name })}
          onPress={onRemove}
        />
      ) : null}
    </div>
  );
}

/** Pictures and plain text only, drawn by us; nothing of the file is run, and the system is never asked to open it. */
function Preview({
  row,
  onClose,
  onSave,
}: {
  row: AttachmentRow;
  onClose: () => void;
  onSave: () => void;
}): ReactElement {
  const { t } = useTranslation('notes');
  const common = useTranslation();
  const tell = useOutcome();
  const [content, setContent] = useState<{ picture?: string; text?: string } | null>(null);
  useEffect(() => {
    let url: string | null = null;
    let left = false;
    void ask('attachment.bytes', { id: row.id }).then((read) => {
      if (left || !tell(read) || !read.ok || read.value === null) return;
      const bytes = fromBase64(read.value.bytes);
      if (PICTURES.has(row.media_type)) {
        url = URL.createObjectURL(new Blob([bytes], { type: row.media_type }));
        setContent({ picture: url });
      } else if (TEXTS.has(row.media_type))
        setContent({ text: new TextDecoder().decode(bytes.subarray(0, LONGEST_TEXT)) });
      else setContent({});
    });
    return () => {
      left = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [row.id, row.media_type, tell]);
  return (
    <Dialog
      title={row.name}
      open
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <Button icon="download" onPress={onSave}>
          {t('files.save', { name: row.name })}
        </Button>
      }
    >
      <div className="files-preview">
        {content === null ? <span className="t3">{t('files.reading')}</span> : null}
        {content?.picture ? <img src={content.picture} alt={row.name} /> : null}
        {content?.text === undefined ? null : <pre>{content.text}</pre>}
        {content !== null && content.picture === undefined && content.text === undefined ? (
          <p className="t2">{t('files.noPreview')}</p>
        ) : null}
      </div>
    </Dialog>
  );
}
