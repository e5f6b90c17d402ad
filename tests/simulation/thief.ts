import { PROTOCOL_VERSION } from '../../src-shared/sync/protocol.ts';
import type { Doing } from './doing.ts';
import type { ServerBank } from './server-bank.ts';

/** Somebody reads what a laptop renews its token with, and shows it, at once or much later. */
export class Thief {
  readonly #bank: ServerBank;
  readonly #stolen: string[] = [];

  constructor(bank: ServerBank) {
    this.#bank = bank;
  }

  /** Takes what this laptop has, or shows what was taken before. */
  async comesBy({ laptop, random, note }: Doing): Promise<void> {
    if (this.#stolen.length === 0 || random.chance(0.4)) {
      if (laptop.tokenToShow !== '') this.#stolen.push(laptop.tokenToShow);
      return;
    }
    const refresh = random.pick(this.#stolen);
    this.#bank.sessions.share(refresh);
    const ask = { method: 'POST', headers: {}, token: null };
    const given = await this.#bank.handle(
      { ...ask, path: '/session/refresh', body: JSON.stringify({ refresh }) },
      null,
    );
    note(`a stolen token: ${given.status}`);
    if (given.status !== 200 || random.chance(0.5)) return;
    const { token } = given.json as { token: string };
    const body = JSON.stringify({
      protocol: PROTOCOL_VERSION,
      epoch: this.#bank.database.state.epoch,
      cursors: {},
    });
    await this.#bank.handle({ ...ask, path: '/sync/pull', token, body }, null);
  }
}
