import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { stderrLog } from '../stderr-log.ts';
import { realNetwork, realTimers } from '../sync/network.ts';
import { EngineHost } from './engine-host.ts';
import type { FromEngine, ToEngine, WorkerSettings } from './messages.ts';

/** The writing worker. A command and a sync step each are one transaction; between them everything else is served. */
const port = parentPort;
if (!port) throw new Error('to be started as a worker');
const post = (message: FromEngine): void => port.postMessage(message);

/** Ids are made of it too, so it is not Math.random. */
const random = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;

const host = EngineHost.open({
  ...(workerData as WorkerSettings),
  world: { now: Date.now, random },
  network: realNetwork,
  timers: realTimers,
  deviceName: hostname().slice(0, 100),
  system: process.platform,
  log: stderrLog,
  post,
});
if (host.ok) {
  port.on('message', (message: ToEngine) => {
    void host.value.receive(message).then(() => {
      if (message.t === 'close') port.close();
    });
  });
  host.value.start();
} else {
  post({ t: 'failed', failure: host.error });
  port.close();
}
