import type { Plant } from './plant.ts';

const ROTATION = 'src-server/auth/rotation.ts';
const REFRESH = 'src-server/auth/refresh.ts';
const KEEPER = 'src-main/core/sync/session-keeper.ts';

/** Bugs in how tokens run out and are renewed, at the server and on laptops. */
export const SESSIONS: readonly Plant[] = [
  {
    name: 'a refresh token that was spent is taken for ever',
    kind: 'shortTokens',
    file: ROTATION,
    find: 'if (isBefore && (!family.used || now - family.at < GRACE_MS))',
    put: 'if (isBefore)',
  },
  {
    name: 'an exchange whose answer was lost cannot be repeated',
    kind: 'shortTokens',
    file: ROTATION,
    find: 'if (isBefore && (!family.used || now - family.at < GRACE_MS))',
    put: 'if (isBefore && family.n < 0)',
  },
  {
    name: 'who was given the next token may not repeat the question that the network brings twice',
    kind: 'shortTokens',
    file: ROTATION,
    find: '(!family.used || now - family.at < GRACE_MS)',
    put: '!family.used && now - family.at < GRACE_MS',
  },
  {
    name: 'an exchange is answered otherwise the second time',
    kind: 'shortTokens',
    file: REFRESH,
    find: "verdict === 'again' ? family.spent_salt : newToken(context.secret);",
    put: 'newToken(context.secret);',
  },
  {
    name: 'a token that comes a second time does not end the sign-in',
    kind: 'shortTokens',
    file: REFRESH,
    find: "if (verdict === 'reused') return end(tx, family, 'reused', now);",
    put: "if (verdict === 'reused') return refused('reused');",
  },
  {
    name: 'a short token lasts for an hour',
    kind: 'shortTokens',
    file: REFRESH,
    find: 'expiresAt: now + context.accessMs });',
    put: 'expiresAt: now + 4 * context.accessMs });',
  },
  {
    name: 'who holds no right any more still renews',
    kind: 'shortTokens',
    file: REFRESH,
    find: "if (await tx.devices.hasLeft(family.person_id)) return end(tx, family, 'left', now);",
    put: '',
  },
  {
    name: 'a lasting token that was exchanged is unknown, also where the answer was lost',
    kind: 'shortTokens',
    file: 'src-server/http/authenticate.ts',
    find: "return { state: (await store.sessions.isExchanged(hashToken(token))) ? 'expired' : 'unknown' };",
    put: "return { state: 'unknown' };",
  },
  {
    name: 'what a laptop was given for its token is not kept',
    kind: 'shortTokens',
    file: KEEPER,
    find: 'this.#engine.apply([], () => keepTokens(sqlite, answer.value, world.now()));',
    put: '',
  },
  {
    name: 'a laptop keeps the short token and forgets the next refresh token',
    kind: 'shortTokens',
    file: KEEPER,
    find: 'keepTokens(sqlite, answer.value, world.now())',
    put: 'keepTokens(sqlite, { ...answer.value, refresh: given }, world.now())',
  },
  {
    name: 'a laptop whose clock is behind does not renew when the server says that its token is over',
    kind: 'shortTokens',
    file: KEEPER,
    find: "if (answer.ok || answer.error.type !== 'TokenExpired') return answer;",
    put: 'if (session.ok) return answer;',
  },
];
