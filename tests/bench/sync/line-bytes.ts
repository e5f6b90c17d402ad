import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Bytes over the lines that this process opens, headers and all: from here, and to here. */
export interface LineBytes {
  readonly up: number;
  readonly down: number;
}

/**
 * Counts from now on. In the process itself, because a program in between that counts would be two more hand-overs in
 * what is measured.
 */
export function countLineBytes(): () => LineBytes {
  const open = new Set<Socket>();
  let [up, down] = [0, 0];
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      up += socket.bytesWritten;
      down += socket.bytesRead;
    });
  });
  return () => ({
    up: [...open].reduce((sum, { bytesWritten }) => sum + bytesWritten, up),
    down: [...open].reduce((sum, { bytesRead }) => sum + bytesRead, down),
  });
}
