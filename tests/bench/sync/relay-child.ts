import pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The bare relay: takes a message from one laptop, writes it into PostgreSQL, hands it to the others. No rights, no
 * merging, no checksums: what one change costs at least.
 */
const client = new pg.Client({ connectionString: process.argv[2]! });
await client.connect();
await client.query('CREATE TABLE relay (n bigserial PRIMARY KEY, body text NOT NULL)');
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
const open = new Set<WebSocket>();
server.on('connection', (socket) => {
  open.add(socket);
  socket.on('message', (bytes) => {
    const body = (bytes as Buffer).toString();
    void client
      .query({ name: 'keep', text: 'INSERT INTO relay (body) VALUES ($1)', values: [body] })
      .then(() => {
        for (const other of open) if (other !== socket) other.send(body);
      });
  });
});
server.on('listening', () => process.send!((server.address() as { port: number }).port));
process.on('disconnect', () => process.exit());
