import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useHints } from '../../app/hints.ts';
import { KitBadges } from './kit-badges.tsx';
import { KitColours, KitKinds, KitStates } from './kit-colours.tsx';
import { KitControls, KitEmpties, KitRows } from './kit-parts.tsx';

/** Every part and state on one page, to hold against the picture; reached by its address only (`#/kit`). */
export default function KitScreen(): ReactElement {
  const { t } = useTranslation('kit');
  const { t: common } = useTranslation();
  useHints([
    { keys: 'tab', label: common('keys.nextControl') },
    { keys: 'f6', label: common('keys.nextPane') },
  ]);
  return (
    <section className="pane grow" data-pane aria-label={t('title')}>
      <div className="bar">
        <h1>{t('title')}</h1>
        <span className="small t3">tokens.css · desk.css</span>
      </div>
      <div className="kitgrid">
        <KitColours />
        <KitKinds />
        <KitStates />
        <KitBadges />
        <KitControls />
        <KitRows />
        <KitEmpties />
      </div>
    </section>
  );
}
