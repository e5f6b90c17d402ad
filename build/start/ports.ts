import { createServer } from 'node:net';
import { err, ok } from '../../src-shared/kernel/result.ts';
import type { Result } from '../../src-shared/kernel/result.ts';

export interface Ports {
  readonly desk: number;
  readonly server: number;
}

export type PortProblem =
  | { readonly type: 'PortTaken'; readonly port: number }
  | { readonly type: 'PortForbidden'; readonly port: number };

/** The server keeps its own default, 4180. */
const USUAL = 4179;

/** Tries to listen on a loopback port, 0 for any free one: the port, or the system's error code. */
export type TryPort = (port: number) => Promise<number | string>;

/** A port that was asked for must be free; the usual pair gives way to free ones. */
export async function choosePorts(
  asked: number | undefined,
  tryPort: TryPort,
): Promise<Result<Ports, PortProblem>> {
  const first = asked ?? USUAL;
  for (const port of [first, first + 1]) {
    const answer = await tryPort(port);
    if (answer === port) continue;
    if (asked === undefined) return anyPorts(tryPort);
    return err({ type: answer === 'EACCES' ? 'PortForbidden' : 'PortTaken', port });
  }
  return ok({ desk: first, server: first + 1 });
}

/** The system may hand out one number twice when it is asked one after another, so ask until they differ. */
async function anyPorts(tryPort: TryPort): Promise<Result<Ports, PortProblem>> {
  const desk = await tryPort(0);
  for (let tries = 0; tries < 20; tries += 1) {
    const server = await tryPort(0);
    if (typeof desk === 'number' && typeof server === 'number' && server !== desk)
      return ok({ desk, server });
  }
  return err({ type: 'PortTaken', port: USUAL });
}

export const tryLoopback: TryPort = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve('code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 'EUNKNOWN'),
      );
    });
  });
