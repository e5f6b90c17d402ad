import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../bridge/ask.ts';
import { run } from '../../../bridge/run.ts';
import { useCommands } from '../../../app/commands.ts';
import { saveFile } from '../../../app/parts/save-file.ts';
import { useOutcome } from '../../../app/use-outcome.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { useSay } from '../../../ui/toast.tsx';

/** What is done less often: the year, paper, and files in and out; the same in the palette. */
export function FileMenu({
  onYear,
  onImport,
  fileName,
}: {
  onYear: () => void;
  onImport: () => void;
  fileName: string;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const tell = useOutcome();
  const say = useSay();
  const save = async (): Promise<void> => {
    const written = await ask('event.export', { from: null, to: null });
    if (!written.ok) return void tell(written);
    saveFile(fileName, new TextEncoder().encode(written.value.text));
    if (written.value.events > 0)
      await run('desk.noteExport', { what: 'calendar', count: written.value.events });
    // Nothing was changed that could be taken back.
    say({ text: t('file.saved', { count: written.value.events }) });
  };
  const print = (): void => window.print();
  useCommands([
    { id: 'calendar.year', icon: 'calendar', label: t('views.year'), keys: 'y', run: onYear },
    { id: 'calendar.print', icon: 'print', label: t('file.print'), run: print },
    { id: 'calendar.import', icon: 'inbox', label: t('file.import'), run: onImport },
    { id: 'calendar.export', icon: 'download', label: t('file.export'), run: () => void save() },
  ]);
  return (
    <Menu
      label={t('file.menu')}
      actions={[
        { id: 'year', text: t('views.year'), icon: 'calendar', keys: 'y', run: onYear },
        { id: 'print', text: t('file.print'), icon: 'print', run: print },
        null,
        { id: 'import', text: t('file.import'), icon: 'inbox', run: onImport },
        { id: 'export', text: t('file.export'), icon: 'download', run: () => void save() },
      ]}
    >
      <Button kind="quiet" size="s" icon="more" label={t('file.menu')} />
    </Menu>
  );
}
