import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { choosePorts, tryLoopback } from './ports.ts';
import type { TryPort } from './ports.ts';

/** A machine on which some ports are taken; any free one starts at 50000. */
function machine(taken: Record<number, string>): TryPort {
  let free = 50_000;
  return (port) => Promise.resolve(port === 0 ? free++ : (taken[port] ?? port));
}

describe('the ports of a start', () => {
  it('are the usual pair, or any two free ones where that is taken', async () => {
    expect(await choosePorts(undefined, machine({}))).toEqual({
      ok: true,
      value: { desk: 4179, server: 4180 },
    });
    expect(await choosePorts(undefined, machine({ 4180: 'EADDRINUSE' }))).toEqual({
      ok: true,
      value: { desk: 50_000, server: 50_001 },
    });
  });

  it('asked for and taken are a message, never silently others', async () => {
    const taken = machine({ 4001: 'EADDRINUSE', 80: 'EACCES' });
    expect(await choosePorts(4000, taken)).toEqual({ ok: false, error: { type: 'PortTaken', port: 4001 } });
    expect(await choosePorts(80, taken)).toEqual({ ok: false, error: { type: 'PortForbidden', port: 80 } });
    expect(await choosePorts(4005, taken)).toEqual({ ok: true, value: { desk: 4005, server: 4006 } });
  });

  it('are tried for real on loopback', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await tryLoopback(port)).toBe('EADDRINUSE');
    await new Promise((resolve) => server.close(resolve));
    expect(await tryLoopback(port)).toBe(port);
  });
});
