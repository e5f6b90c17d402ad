/** The outside of the sync client, as arguments: what a test replaces. */
export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Opens a WebSocket; throws where that is not possible at all. */
  socket(url: string, on: SocketEvents): Socket;
}

export interface SocketEvents {
  open(): void;
  message(text: string): void;
  close(code: number): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

/** Time that passes, as an argument. */
export interface Timers {
  after(ms: number, work: () => void): () => void;
}

export const realTimers: Timers = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

export const realNetwork: Network = {
  fetch: (url, init) => fetch(url, init),
  socket: (url, on) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => on.open());
    socket.addEventListener('message', (event) => on.message(String(event.data)));
    socket.addEventListener('close', (event) => on.close(event.code));
    return { send: (text) => socket.send(text), close: () => socket.close() };
  },
};
