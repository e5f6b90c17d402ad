import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentRow } from '../../../src-shared/contract/work.ts';
import { Button, Toggle } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useFormat } from '../i18n/use-format.ts';

/** One file: what it is called, whether to be careful with it, where its bytes are, and what can be done. */
export function FileRow({
  row,
  editable,
  onOpen,
  onKeep,
  onSave,
  onRemove,
}: {
  row: AttachmentRow;
  editable: boolean;
  onOpen: () => void;
  onKeep: (kept: boolean) => void;
  onSave: () => void;
  onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('notes');
  const format = useFormat();
  return (
    <div className="row file">
      <Icon name="attach" size="s" />
      <button
        type="button"
        className="link cut"
        onClick={onOpen}
        aria-label={t('files.open', { name: row.name })}
        title={row.name}
      >
        {/* Whatever signs are in a name, it stays in its line and its direction. */}
        <bdi>{row.name}</bdi>
      </button>
      {row.mismatch ? <Pill tone="soft">{t('files.mismatch')}</Pill> : null}
      {row.risky ? <Pill tone="soft">{t('files.risky')}</Pill> : null}
      <span className="sp" />
      <span className="small t3 nw">{`${format.bytes(row.bytes)} · ${t(`files.states.${row.state}`)}`}</span>
      <Toggle
        size="s"
        kind="quiet"
        icon="pin"
        label={t(row.kept === 'customer' ? 'files.keptByCustomer' : 'files.keep', { name: row.name })}
        on={row.kept !== null}
        disabled={row.kept === 'customer'}
        onChange={onKeep}
      />
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
