import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const child = (file: string, argument: string): ChildProcess =>
  fork(path.join(import.meta.dirname, file), [argument], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const said = <T>(of: ChildProcess): Promise<T> =>
  new Promise((resolve) => of.once('message', (it) => resolve(it as T)));

/** How long one change takes over the bare relay, `count` times, in milliseconds: written at A until written at B. */
export async function relayTimes(databaseUrl: string, count: number): Promise<number[]> {
  const relay = child('relay-child.ts', databaseUrl);
  const port = String(await said<number>(relay));
  const laptops = [child('relay-laptop-child.ts', port), child('relay-laptop-child.ts', port)] as const;
  await Promise.all(laptops.map((one) => said(one)));
  const [a, b] = laptops;
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const sent = said<{ sent: number }>(a);
    const arrived = said<{ arrived: number }>(b);
    a.send({ id: `row ${at % 50}`, value: `one change, number ${at}` });
    times.push((await arrived).arrived - (await sent).sent);
  }
  for (const one of [...laptops, relay]) one.disconnect();
  return times;
}
