import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A line to the server that counts what goes over it, headers and all. */
export interface CountingLine {
  readonly url: string;
  /** Bytes since the start: from the laptop, and to it. */
  readonly up: number;
  readonly down: number;
  close(): void;
}

export async function countingLine(target: string): Promise<CountingLine> {
  const { hostname, port } = new URL(target);
  const line = { url: '', up: 0, down: 0, close: () => void server.close() };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.on('data', (bytes) => (line.up += bytes.length));
    far.on('data', (bytes) => (line.down += bytes.length));
    near.pipe(far);
    far.pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  line.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return line;
}
