import { randomUUID } from 'node:crypto';
import { tick } from '../../src-shared/sync/clock.ts';
import { openObjects } from '../blobs/open-objects.ts';
import { sweep } from '../blobs/sweep.ts';
import { announce } from '../poke/poke-channel.ts';
import { upkeep } from '../upkeep/upkeep.ts';
import type { CommonOptions } from './options.ts';
import { withStore } from './with-store.ts';

type Output = Pick<NodeJS.WritableStream, 'write'>;

/** Removes bytes that no row names and uploads that nobody went on with; a running server does the same every hour. */
export const sweepBlobs = (options: CommonOptions, now: number, out: Output): Promise<void> =>
  withStore(options, async (store) => {
    const objects = await openObjects(options.dataFolder, process.env);
    const swept = await sweep({ store, objects }, now);
    out.write(`${JSON.stringify(swept)}\n`);
  });

/**
 * Cuts logs and tombstones at their age, compacts notes, looks for duplicates and ends sign-ins of people who left; a
 * running server does the same every day. Safe while servers run.
 */
export const trimStore = (options: CommonOptions, now: number, out: Output): Promise<void> =>
  withStore(options, async (store) => {
    let last = 0;
    const unfit = (note: string): void => void process.stderr.write(`note ${note} was not compacted\n`);
    const kept = await upkeep({ store, stamp: () => (last = tick(last, now)), unfit }, now);
    await announce(store, randomUUID(), { scopes: null, people: [], except: 0 });
    out.write(`${JSON.stringify(kept)}\n`);
  });
