import { Client } from './client.ts';
import { defaultTransport } from './transport.ts';

let client: Client | null = null;

/** The window's one client, made when it is first needed. */
export const theClient = (): Client => (client ??= new Client(defaultTransport()));
