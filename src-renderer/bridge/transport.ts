import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { wireKey } from './wire-key.ts';

/**
 * One connection to the core. `up` tells when it (again) carries messages: whatever was watched must then be asked for
 * again, because the core forgets a window that is gone.
 */
export interface Transport {
  /** False where the message could not be handed over. */
  post(message: ToCore): boolean;
  listen(on: { message(message: FromCore): void; up(): void; down(): void }): void;
}

/** What Electron's preload puts on the window; messages are relayed to the core as they are. */
export interface DeskPort {
  post(message: ToCore): void;
  /** Returns how to stop. */
  listen(callback: (message: FromCore) => void): () => void;
}

declare global {
  interface Window {
    readonly desk?: DeskPort;
  }
}

const portTransport = (port: DeskPort): Transport => ({
  post: (message) => {
    port.post(message);
    return true;
  },
  listen: (on) => {
    port.listen(on.message);
    on.up();
  },
});

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/** The loopback WebSocket of `browser-host`, on the page's own origin; connects again by itself. */
function socketTransport(url: () => string): Transport {
  let socket: WebSocket | null = null;
  return {
    post: (message) => {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    listen: (on) => {
      let wait = FIRST_RETRY_MS;
      const connect = (): void => {
        const opened = new WebSocket(url());
        opened.addEventListener('open', () => {
          socket = opened;
          wait = FIRST_RETRY_MS;
          on.up();
        });
        opened.addEventListener('message', (event: MessageEvent<string>) =>
          on.message(JSON.parse(event.data) as FromCore),
        );
        opened.addEventListener('close', () => {
          if (socket === opened) {
            socket = null;
            on.down();
          }
          setTimeout(connect, wait);
          wait = Math.min(wait * 2, LAST_RETRY_MS);
        });
      };
      connect();
    },
  };
}

/** Electron's port where there is one, else the WebSocket beside the page. */
export function defaultTransport(): Transport {
  if (window.desk) return portTransport(window.desk);
  const origin = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;
  wireKey();
  // Read anew each time: a desk that was started again has another, which a newer tab brought.
  return socketTransport(() => `${origin}/wire?key=${wireKey()}`);
}
