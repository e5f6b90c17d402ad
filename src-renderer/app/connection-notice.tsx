import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../bridge/use-connection.ts';
import { Notice } from '../ui/notice.tsx';

/** Says that the desk's own program does not answer; it has nothing to do with the network, and nothing is lost. */
export function ConnectionNotice(): ReactElement | null {
  const { t } = useTranslation('errors');
  const connected = useConnection();
  // The moments before the first answer are the desk opening, not trouble.
  const [met, setMet] = useState(connected);
  if (connected && !met) setMet(true);
  return connected || !met ? null : (
    <div className="connection-notice">
      <Notice tone="soft" live>
        {t('NotAnswering')}
      </Notice>
    </div>
  );
}
