import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { vars } from '../../ui/vars.ts';

const roles = [
  ['surface', 'c-surface'],
  ['sunken', 'c-sunken'],
  ['app', 'c-app'],
  ['selected', 'c-selected'],
  ['accent', 'c-accent'],
  ['text', 'c-text'],
  ['text2', 'c-text-2'],
  ['text3', 'c-text-3'],
  ['hard', 'c-hard'],
  ['soft', 'c-soft'],
  ['info', 'c-info'],
  ['ok', 'c-ok'],
] as const;

export function KitColours(): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <section>
      <h2 className="h">{t('roles')}</h2>
      {roles.map(([role, token]) => (
        <div key={role} className="x g6 kit-role">
          <span className="sw" style={vars({}, { background: `var(--${token})` })} />
          <span className="small cut">{t(`role.${role}`)}</span>
          <span className="sp" />
          <code className="num t3 mono">{token}</code>
        </div>
      ))}
    </section>
  );
}

const kinds = ['visit', 'call', 'meeting', 'seminar', 'internal', 'leave', 'hold'] as const;

export function KitKinds(): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <section>
      <h2 className="h">{t('kinds')}</h2>
      {kinds.map((kind) => (
        <div key={kind} className="x kit-kind">
          <span className={`ev k-${kind}`}>
            <span className="tl">
              <Icon name={kind} size="xs" />
              <b>{t(`kind.${kind}`)}</b>
            </span>
          </span>
          <code className="num t3 mono">{`k-${kind}`}</code>
        </div>
      ))}
      <div className="kit-gap" />
      <h2 className="h">{t('type')}</h2>
      <div className="x base kit-sizes">
        <span className="figure strong">{t('figure')}</span>
        <span className="page strong">{t('page')}</span>
        <span className="title strong">{t('panel')}</span>
      </div>
      <div>{t('body')}</div>
      <div className="small t2">{t('smallText')}</div>
      <table className="kit-figures">
        <tbody>
          <tr>
            <td className="r">1,111.00</td>
            <td className="r">+30.9</td>
          </tr>
          <tr>
            <td className="r">8,808.08</td>
            <td className="r">−27.0</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

const states: readonly { name: StateName; classes: string; icon?: IconName }[] = [
  { name: 'tentative', classes: 'k-meeting tent' },
  { name: 'busy', classes: 'k-busy priv', icon: 'lock' },
  { name: 'clash', classes: 'k-visit c-hard', icon: 'clash' },
  { name: 'travel', classes: 'k-visit c-soft', icon: 'warn' },
  { name: 'stale', classes: 'k-visit stale' },
  { name: 'hold', classes: 'k-hold' },
  { name: 'free', classes: 'k-internal free' },
];
type StateName = 'tentative' | 'busy' | 'clash' | 'travel' | 'stale' | 'hold' | 'free';

export function KitStates(): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <section>
      <h2 className="h">{t('states')}</h2>
      {states.map(({ name, classes, icon }) => (
        <div key={name} className="x kit-state">
          <span className={`ev ${classes}`}>
            <span className="tl">
              <b>{t(`state.${name}`)}</b>
              <span className="st x">{icon ? <Icon name={icon} size="xs" /> : null}</span>
            </span>
          </span>
          <span className="small t2 cut">{t(`state.${name}Is`)}</span>
        </div>
      ))}
      <div className="kit-gap" />
      <h2 className="h">{t('pills')}</h2>
      <div className="x wrap g6">
        <Pill tone="hard">{t('pill.hard')}</Pill>
        <Pill tone="soft">{t('pill.soft')}</Pill>
        <Pill tone="info">{t('pill.info')}</Pill>
        <Pill tone="ok">{t('pill.done')}</Pill>
        <Pill tone="acc">{t('pill.chosen')}</Pill>
        <Pill>{t('pill.plain')}</Pill>
        <Pill tone="line">{t('pill.tag')}</Pill>
      </div>
    </section>
  );
}
