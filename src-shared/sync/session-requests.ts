/**
 * What a laptop and the server say about who works on it: signing in, its number, its tokens, the person's devices, an
 * address for other programs, and the end of a laptop. Shapes as in `protocol.ts`, and frozen with them.
 */
import { z } from 'zod';
import { MARK_LENGTH } from './change-mark.ts';
import { ERASURES, MAX_PUSH_CHANGES, pushResult, wireChange } from './protocol.ts';
import { deviceNumber, wireId as id, wireText } from './wire-values.ts';

const refreshToken = z.string().max(300);
/** The version that the server speaks. One of version 1 does not say it. */
const serverProtocol = z.number().int().positive().optional();

/**
 * What a laptop that gets a new number made under the one before: how far the server is known to have decided, and what
 * waits. A copy of the laptop (a cloned disk) may have sent some of it already.
 */
const earlier = z.object({
  device: deviceNumber,
  /** The server's time when it gave the number: one that was put back unnoticed may have given it again, to another laptop. */
  since: z.number().int().optional(),
  decided: z.number().int().nonnegative(),
  /** The numbers before that one, the newest first, and how far each was decided: a set-back server may lack that too. */
  earlier: z
    .array(
      z.object({
        device: deviceNumber,
        since: z.number().int().optional(),
        decided: z.number().int().nonnegative(),
      }),
    )
    .max(100)
    .optional(),
  waiting: z
    .array(
      z.object({
        n: z.number().int().positive(),
        table: wireText(60),
        id,
        clock: z.number().int().nonnegative(),
        /** `changeMark`; laptops of version 1 do not say it. */
        mark: z.string().length(MARK_LENGTH).optional(),
      }),
    )
    .max(MAX_PUSH_CHANGES),
});
export type Earlier = z.infer<typeof earlier>;

/** `POST /session`: sign in with a password from a device. */
export const signInRequest = z.object({
  login: wireText(60).min(1),
  password: z.string().min(1).max(200),
  /** A name people recognise in the list of devices. */
  deviceName: wireText(100),
  before: earlier.optional(),
  /** What it runs on: `win32`, `darwin`, `linux`. */
  system: wireText(40).optional(),
  /** The laptop can renew short tokens; without it, the answer is one token that lasts. */
  renews: z.boolean().optional(),
});
export type SignInRequest = z.infer<typeof signInRequest>;

export const signInResponse = z.object({
  token: z.string(),
  /** For so many ms the token is good; absent where it lasts. */
  expiresIn: z.number().int().positive().optional(),
  refresh: refreshToken.optional(),
  device: z.number().int().positive(),
  personId: id,
  /** Where the provider said who it is. */
  login: z.string().optional(),
  epoch: z.string(),
  serverTime: z.number().int(),
  protocol: serverProtocol,
  /** What was decided of the changes made under the earlier number, told as a push is answered. */
  before: z
    .object({
      upTo: z.number().int().nonnegative(),
      results: z.array(pushResult),
      /** How far each of the numbers before that one is decided. */
      earlier: z.array(z.number().int().nonnegative()).optional(),
    })
    .optional(),
});
export type SignInResponse = z.infer<typeof signInResponse>;

/** `GET /session/ways`: how one may sign in. A server of before does not know it: then with passwords. */
export const waysResponse = z.object({
  passwords: z.boolean(),
  /** The bank's own provider (OpenID Connect), as its people call it. */
  provider: z.object({ name: z.string() }).nullable(),
});
export type WaysResponse = z.infer<typeof waysResponse>;

const HIGHEST_PORT = 65_535;

/**
 * `POST /session/provider/begin`: an address at which to sign in. `challenge` is the SHA-256 (base64url) of a secret that
 * the laptop keeps; the browser comes back to `returnTo`, on the laptop's loopback, with what the provider says.
 */
export const beginProviderRequest = z.object({
  challenge: z.string().regex(/^[\w-]{43}$/),
  returnTo: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\/[\w/-]{0,60}$/)
    .refine((text) => Number(/:(\d+)\//.exec(text)?.[1]) <= HIGHEST_PORT),
});
export type BeginProviderRequest = z.infer<typeof beginProviderRequest>;
export const beginProviderResponse = z.object({ url: z.string().max(4_000) });

/** `POST /session/provider/finish`: what the browser brought, and the secret; answered as `/session` is. */
export const finishProviderRequest = signInRequest.omit({ login: true, password: true }).extend({
  secret: z.string().min(1).max(100),
  answer: z.record(z.string().max(100), z.string().max(4_000)),
});
export type FinishProviderRequest = z.infer<typeof finishProviderRequest>;

/** `POST /session/fork`: a number of its own for a laptop whose number a copy of it uses; answered as a sign-in is. */
export const forkRequest = z.object({
  before: earlier,
  /** Where the laptop has one: a short token alone is no reason for another that is renewed for ever. */
  refresh: refreshToken.optional(),
});

/**
 * `POST /session/refresh`: the refresh token, or a lasting token of before, for a short token and the next refresh
 * token. Keep the answer before it is used: the token that was sent may be sent again until then, and not after.
 */
export const refreshRequest = z.object({ refresh: refreshToken.min(1) });
export const refreshResponse = z.object({
  token: z.string(),
  expiresIn: z.number().int().positive(),
  refresh: refreshToken,
  serverTime: z.number().int(),
  protocol: serverProtocol,
});
export type RefreshResponse = z.infer<typeof refreshResponse>;

/** `POST /session/devices`: the person's own devices; `ended`: when it was revoked, to be erased at its next contact. */
export const ownDevicesResponse = z.object({
  serverTime: z.number().int(),
  devices: z.array(
    z.object({
      device: z.number().int().positive(),
      name: z.string(),
      system: z.string().nullable(),
      since: z.number().int(),
      seen: z.number().int(),
      ended: z.number().int().nullable(),
    }),
  ),
});
export type OwnDevicesResponse = z.infer<typeof ownDevicesResponse>;

/** `POST /session/devices/end`: it erases a laptop, so who has a refresh token shows it, too. */
export const endDeviceRequest = z.object({ device: deviceNumber, refresh: refreshToken.optional() });

/** `POST /subscription`: whether there is an address under which other programs read the person's calendar. */
export const subscriptionResponse = z.object({
  serverTime: z.number().int(),
  subscription: z.object({ since: z.number().int(), read: z.number().int().nullable() }).nullable(),
});
export type SubscriptionState = z.infer<typeof subscriptionResponse>;

/** `POST /subscription/renew`: an address outlives the short token, so who has a refresh token shows it, too. */
export const renewSubscriptionRequest = z.object({ refresh: refreshToken.optional() });

/** The path of the new address, told once. */
export const renewSubscriptionResponse = z.object({ path: z.string().min(1).max(200) });
export type RenewedSubscription = z.infer<typeof renewSubscriptionResponse>;

/** `POST /session/handover`: what a laptop that is to be erased had not sent, in parts; its revoked token still names it. */
export const handoverRequest = z.object({ changes: z.array(wireChange).min(1).max(MAX_PUSH_CHANGES) });
/** How many of them, from the first on, are kept now: also those that were kept before. */
export const handoverResponse = z.object({ kept: z.number().int().nonnegative() });

/**
 * `POST /session/standing`: a locked desk, which holds no token, asks whether it is to be erased. `proof` is an HMAC by the
 * hash that the server keeps of the device's tokens; it is good for this alone.
 */
export const standingRequest = z.object({ device: deviceNumber, proof: z.string().regex(/^[0-9a-f]{64}$/) });
/** For a reason that this version does not know the desk stays as it is. */
export const standingResponse = z.object({ wipe: z.enum(ERASURES).optional().catch(undefined) });
/** `POST /session/standing/handover`: a part of what was not sent, as `/session/handover` takes it, sealed by the desk before it was locked. */
export const sealedHandoverRequest = standingRequest.extend({ sealed: z.string().max(4_000_000) });
