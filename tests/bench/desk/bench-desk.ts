import type { Database } from 'better-sqlite3';
import { databaseFile, openForReading } from '../../../db/client/open.ts';
import { openBlobStore } from '../../../src-main/core/blob-store.ts';
import { USE_CASES } from '../../../src-main/core/commands.ts';
import { blobFolder } from '../../../src-main/core/data-folder.ts';
import { DERIVATIONS } from '../../../src-main/core/derivations.ts';
import { Engine, type EngineOptions } from '../../../src-main/core/engine/engine.ts';
import { Queries, type QueriesOptions } from '../../../src-main/core/engine/queries.ts';
import { SIGNED_OUT } from '../../../src-main/core/engine/sync-status.ts';
import { VIEWS } from '../../../src-main/core/views.ts';
import type {
  CommandInput,
  CommandName,
  CommandResult,
  QueryInput,
  QueryName,
  QueryResult,
} from '../../../src-shared/contract/contract.ts';
import { openDesk, type DeskFolder } from './prepared-desk.ts';

const ABOUT = { version: 'bench', server: null };

/** The engine and the queries of a desk as its two workers have them, on two connections, in this process. */
export interface BenchDesk {
  readonly engine: Engine;
  readonly queries: Queries;
  readonly reading: Database;
  ask<N extends QueryName>(name: N, input: QueryInput<N>): QueryResult<N>;
  run<N extends CommandName>(name: N, input: CommandInput<N>): CommandResult<N>;
  close(): void;
}

export function benchDesk(desk: DeskFolder): BenchDesk {
  const opened = openDesk(desk);
  const blobs = openBlobStore(blobFolder(desk.folder), desk.key);
  const status = (): typeof SIGNED_OUT => ({ ...SIGNED_OUT, phase: 'offline' });
  const engine = new Engine({
    sqlite: opened.sqlite,
    world: { now: Date.now, random: Math.random },
    blobs,
    useCases: USE_CASES as EngineOptions['useCases'],
    derivations: DERIVATIONS,
    status,
    about: ABOUT,
  });
  const reading = openForReading(databaseFile(desk.folder), desk.key);
  const views = VIEWS as QueriesOptions['views'];
  const queries = new Queries({ db: { sqlite: reading }, now: Date.now, blobs, views, status, about: ABOUT });
  return {
    engine,
    queries,
    reading,
    ask: (name, input) => valueOf(name, queries.ask(name, input)),
    run: (name, input) => valueOf(name, engine.run(name, input)),
    close: () => {
      reading.close();
      opened.close();
    },
  };
}

function valueOf<T>(name: string, result: ReturnType<Queries['ask']>): T {
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value as T;
}
