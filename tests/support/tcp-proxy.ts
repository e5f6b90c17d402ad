import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a laptop and the server that can really be cut: what runs over it breaks, nothing new gets through. */
export interface TcpProxy {
  /** What stands in for the server's address; the same before and after a cut. */
  readonly url: string;
  /** Bytes that the laptop sent over it so far. */
  readonly sent: number;
  cut(): Promise<void>;
  /** Cuts the line once so many more bytes were sent, in the middle of whatever it is; settles when it is cut. */
  cutAfter(bytes: number): Promise<void>;
  mend(): Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  let sent = 0;
  let onSent = (): void => undefined;
  const server = createServer((near) => {
    const far = connect(Number(targetPort), hostname);
    near.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      onSent();
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    get sent() {
      return sent;
    },
    cut,
    cutAfter: (bytes) =>
      new Promise((resolve, reject) => {
        const limit = sent + bytes;
        onSent = () => {
          if (sent < limit) return;
          onSent = () => undefined;
          cut().then(resolve, reject);
        };
      }),
    mend: async () => {
      if (!server.listening) await listen(port);
    },
  };
}
