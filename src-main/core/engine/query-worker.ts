import { parentPort, workerData } from 'node:worker_threads';
import type { Reader } from '../../../db/client/access.ts';
import { databaseFile, openForReading } from '../../../db/client/open.ts';
import { openBlobStore } from '../blob-store.ts';
import { blobFolder } from '../data-folder.ts';
import { faultText, stderrLog } from '../stderr-log.ts';
import { realTimers } from '../sync/network.ts';
import { VIEWS } from '../views.ts';
import type { FromQueries, ToQueries, WorkerSettings } from './messages.ts';
import { Practice, practise } from './practice.ts';
import { Queries, type QueriesOptions } from './queries.ts';
import { QuerySessions } from './query-sessions.ts';
import { SIGNED_OUT } from './sync-status.ts';

/** The reading worker: a connection of its own on the same file, started once the writing worker has opened it. */
const settings = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('to be started as a worker');
const post = (message: FromQueries): void => port.postMessage(message);

let status = SIGNED_OUT;
let close = (): void => undefined;
let sessions: QuerySessions | null = null;
let practice: Practice | null = null;

function open(): QuerySessions {
  const db: Reader = { sqlite: openForReading(databaseFile(settings.folder), settings.key) };
  close = () => db.sqlite.close();
  const queries = new Queries({
    db,
    now: Date.now,
    blobs: openBlobStore(blobFolder(settings.folder), settings.key),
    views: VIEWS as QueriesOptions['views'],
    status: () => status,
    about: settings.about,
    onFault: (name, fault) => stderrLog('query failed', { name, fault: faultText(fault) }),
  });
  practice = new Practice(realTimers, () => practise(queries, Date.now()));
  return new QuerySessions(queries, post);
}

port.on('message', (message: ToQueries) => {
  practice?.disturb();
  if (message.t === 'open') {
    sessions = open();
    post({ t: 'ready' });
  } else if (message.t === 'close') {
    practice?.stop();
    sessions?.close();
    sessions = null;
    close();
    post({ t: 'closed' });
    port.close();
  } else {
    // What is told before the file is open counts too.
    if (message.t === 'changed') status = message.status;
    sessions?.receive(message);
  }
});
