import machine from '../../build/setup/machine.cjs';
import { CLUSTER_VARIABLE, serverStore, startPostgres } from './postgres.ts';

/**
 * vitest's global set-up of the server's tests: uses the run's cluster where `npm test` has started one, else starts
 * its own, so that `vitest run src-server/…` works by itself.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const wanted = serverStore === 'postgres' && process.env[CLUSTER_VARIABLE] === undefined;
  if (!wanted || machine.findPostgres() === undefined) return undefined;
  const cluster = await startPostgres();
  process.env[CLUSTER_VARIABLE] = cluster.url;
  return () => cluster.stop();
}
