import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnDevice } from '../../../src-shared/contract/session.ts';
import type { Failure } from '../../../src-shared/kernel/result.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { isAway } from '../../app/i18n/problem-words.ts';
import { useProblem } from '../../app/i18n/use-problem.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useSay } from '../../ui/toast.tsx';

const NOTHING = {};
const SYSTEMS = ['win32', 'darwin', 'linux'] as const;

/** The devices on which this person is signed in. Only the server knows them, so this part alone needs a connection. */
export function Devices(): ReactElement {
  const { t } = useTranslation('settings');
  const problem = useProblem();
  const [devices, setDevices] = useState<OwnDevice[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(async (): Promise<void> => {
    const answer = await run('session.devices', NOTHING);
    // This one first: the others are those one may want to end.
    if (answer.ok) setDevices([...answer.value].sort((a, b) => Number(b.here) - Number(a.here)));
    setFailure(answer.ok ? null : answer.error);
  }, []);
  useEffect(() => void load(), [load]);
  return (
    <section>
      <GroupHeader text={t('devices.title')} {...(devices ? { count: devices.length } : {})} />
      <p className="small t3 people-why">{t('devices.why')}</p>
      {failure === null ? null : (
        <div className="row people-row" role="status">
          <span className="t2 sp">{isAway(failure) ? t('devices.offline') : problem(failure)}</span>
          <Button size="s" onPress={() => void load()}>
            {t('devices.again')}
          </Button>
        </div>
      )}
      {devices?.map((device) => (
        <Device key={device.number} device={device} onEnded={load} />
      ))}
    </section>
  );
}

function Device({ device, onEnded }: { device: OwnDevice; onEnded: () => Promise<void> }): ReactElement {
  const { t } = useTranslation('settings');
  const common = useTranslation();
  const format = useFormat();
  const now = useNow();
  const tell = useOutcome();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const system = SYSTEMS.find((one) => one === device.system);
  const name = device.name === '' ? t('devices.unnamed', { number: device.number }) : device.name;
  const end = async (): Promise<void> => {
    if (tell(await run('session.revokeDevice', { number: device.number }))) say({ text: t('devices.ended') });
    await onEnded();
  };
  return (
    <div className="row people-row">
      <span className="cut">{name}</span>
      <span className="small t3 nw sp">
        {system === undefined ? '' : `${t(`devices.systems.${system}`)} · `}
        {t('devices.number', { number: device.number })}
      </span>
      {device.ended === null ? (
        <span className="small t2 nw">
          {t('devices.seen', { time: format.when(device.lastSeenAt, now) })}
        </span>
      ) : null}
      {device.here ? <Pill>{t('devices.here')}</Pill> : null}
      {device.ended === null && !device.here ? (
        <Button size="s" kind="danger" onPress={() => setAsking(true)}>
          {t('devices.end')}
        </Button>
      ) : null}
      {device.ended === null ? null : (
        <Pill>
          {device.ended.toldAt === null
            ? t('devices.endedAt', { time: format.when(device.ended.at, now) })
            : t('devices.toldAt', { time: format.when(device.ended.toldAt, now) })}
        </Pill>
      )}
      <Confirm
        title={t('devices.endTitle', { name, number: device.number })}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void end()}
        confirmText={t('devices.end')}
        cancelText={common.t('kit.cancel')}
        closeLabel={common.t('kit.close')}
      >
        <p>{t('devices.endWhat')}</p>
        <p>{t('devices.endUnsent')}</p>
      </Confirm>
    </div>
  );
}
