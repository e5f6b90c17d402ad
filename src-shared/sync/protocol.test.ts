import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TABLES } from '../schema/tables.ts';
import { checksumText, cellsChecksum } from './checksum.ts';
import * as protocol from './protocol.ts';
import * as session from './session-requests.ts';

/**
 * The shapes that laptops and servers of different versions must agree on. If this fails, somebody's laptop would
 * misread the server: raise PROTOCOL_VERSION, keep reading the old shape, then write the new hash here. The shapes and the
 * tables are listed for whoever writes a client in `docs/sync-protocol.md`, which changes with them.
 */
describe('the protocol of version 2', () => {
  const shapes = [
    protocol.pushRequest,
    protocol.pushResponse,
    protocol.pullRequest,
    protocol.pullResponse,
    protocol.snapshotRequest,
    protocol.snapshotResponse,
    protocol.rangesRequest,
    protocol.rangesResponse,
    session.signInRequest,
    session.signInResponse,
    session.waysResponse,
    session.beginProviderRequest,
    session.beginProviderResponse,
    session.finishProviderRequest,
    session.forkRequest,
    session.refreshRequest,
    session.refreshResponse,
    session.ownDevicesResponse,
    session.endDeviceRequest,
    session.subscriptionResponse,
    session.renewSubscriptionRequest,
    session.renewSubscriptionResponse,
    session.handoverRequest,
    session.handoverResponse,
    session.standingRequest,
    session.standingResponse,
    session.sealedHandoverRequest,
    protocol.refusedResponse,
    protocol.pokeMessage,
  ];

  it('has not changed', () => {
    const text = JSON.stringify([
      protocol.PROTOCOL_VERSION,
      shapes.map((shape) => z.toJSONSchema(shape, { unrepresentable: 'any' })),
    ]);
    expect(
      checksumText(cellsChecksum('protocol', String(protocol.PROTOCOL_VERSION), { text })),
    ).toMatchInlineSnapshot(`"8928bd4455614295"`);
  });

  it('names every table and merge unit as it did', () => {
    const units = JSON.stringify(Object.values(TABLES).map((table) => [table.name, table.unitOf]));
    expect(checksumText(cellsChecksum('units', '1', { units }))).toMatchInlineSnapshot(`"618fe5826d429366"`);
  });

  it('reads a message with members it does not know', () => {
    expect(
      protocol.pullRequest.safeParse({ protocol: 2, epoch: 'e', cursors: {}, later: true }).success,
    ).toBe(true);
  });
});
