import type { ServerStore } from '../../db/server/store.ts';
import { PROTOCOL_VERSION } from '../../src-shared/sync/protocol.ts';
import type { Earlier, SignInResponse } from '../../src-shared/sync/session-requests.ts';
import { recognise } from './recognise.ts';
import type { SignedIn } from './sign-in.ts';

/** What a laptop hears that has signed in or was given a number of its own; `before`: what it made under another one. */
export async function answerSignIn(
  { store, epoch }: { readonly store: ServerStore; readonly epoch: string },
  signedIn: SignedIn,
  before: Earlier | undefined,
  now: number,
): Promise<SignInResponse> {
  const answer = { ...signedIn, protocol: PROTOCOL_VERSION, epoch, serverTime: now };
  return before === undefined
    ? answer
    : { ...answer, before: await recognise(store, signedIn.personId, before) };
}
