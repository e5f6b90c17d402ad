import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgres } from '../../../db/server/open-postgres.ts';
import type { Store } from '../../../db/server/store.ts';
import { verify } from '../../../src-server/verify/verify.ts';
import { seeded } from '../../../src-shared/kernel/seeded.ts';
import { freePort, makeMortalPostgres, type MortalCluster } from '../../support/postgres.ts';
import { serving, type Program } from '../../support/program.ts';
import { missingOf } from './acknowledged.ts';
import { DeskProcess } from './desk-process.ts';

const VICTIMS = ['desk 1', 'desk 2', 'server', 'postgres', 'backend', 'everything'] as const;
type Victim = (typeof VICTIMS)[number];
/** How often each is chosen, in tenths. */
const OFTEN: readonly Victim[] = [
  ...(['desk 1', 'desk 1', 'desk 1', 'desk 2', 'desk 2', 'desk 2'] as const),
  ...(['server', 'postgres', 'backend', 'everything'] as const),
];

export interface KillsReport {
  /** Processes that were ended by kill -9. */
  readonly kills: number;
  readonly by: Readonly<Record<Victim, number>>;
  /** Changes that somebody was told are safe. */
  readonly acknowledged: number;
  /** Files that SQLite checked after a kill. */
  readonly checked: number;
  /** Everything that is not as it must be; empty where all is well. */
  readonly faults: readonly string[];
}

/**
 * Two desks, a server and PostgreSQL, as processes of their own and under load, of which one after another is killed
 * with -9 at a random moment and started again. At the end, when the desks have settled, everything must be the same
 * everywhere and nothing that was acknowledged may be missing.
 */
export async function runKills(options: {
  kills: number;
  seed: number;
  note: (text: string) => void;
  /** Ends the killing early; what was done so far is judged. */
  enough?: AbortSignal;
}): Promise<KillsReport> {
  const world = await World.make(options.seed);
  try {
    await world.run(options.kills, options.note, options.enough);
    return await world.judge(options.note);
  } finally {
    await world.dispose();
  }
}

class World {
  readonly #random: { next(): number };
  readonly #cluster: MortalCluster;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'semicolon-kill-server-'));
  readonly #port: number;
  readonly #desks: readonly [DeskProcess, DeskProcess];
  readonly #by: Record<Victim, number> = Object.fromEntries(VICTIMS.map((one) => [one, 0])) as Record<
    Victim,
    number
  >;
  readonly #faults: string[] = [];
  #server: Program | null = null;
  #checked = 0;
  #kills = 0;

  static async make(seed: number): Promise<World> {
    const cluster = await makeMortalPostgres();
    const world = new World(seed, cluster, await freePort());
    await cluster.start();
    await world.#startServer();
    await Promise.all(world.#desks.map((desk) => world.#startDesk(desk)));
    return world;
  }

  private constructor(seed: number, cluster: MortalCluster, port: number) {
    const random = seeded(`kills ${seed}`);
    this.#random = { next: () => random.next() };
    this.#cluster = cluster;
    this.#port = port;
    const url = `http://127.0.0.1:${port}`;
    this.#desks = [new DeskProcess('desk 1', url, 'wang.fang'), new DeskProcess('desk 2', url, 'he.qing')];
  }

  async run(kills: number, note: (text: string) => void, enough?: AbortSignal): Promise<void> {
    for (let said = 0; this.#kills < kills && enough?.aborted !== true;) {
      await pause(20 + this.#random.next() * 400);
      const victim = OFTEN[Math.floor(this.#random.next() * OFTEN.length)]!;
      await this.#killAndRestart(victim);
      this.#by[victim] += 1;
      if (this.#kills >= said + 25) {
        said = this.#kills;
        note(`${this.#kills} of ${kills} killed, ${this.#acknowledged()} acknowledged`);
      }
    }
  }

  async #killAndRestart(victim: Victim): Promise<void> {
    const [one, two] = this.#desks;
    switch (victim) {
      case 'desk 1':
      case 'desk 2': {
        const desk = victim === 'desk 1' ? one : two;
        await desk.kill();
        this.#kills += 1;
        return this.#startDesk(desk);
      }
      case 'server':
        await this.#server?.end('SIGKILL');
        this.#kills += 1;
        return this.#startServer();
      case 'postgres':
        await this.#cluster.kill();
        this.#kills += 1;
        return this.#cluster.start();
      case 'backend':
        return this.#killBackend();
      case 'everything':
        await Promise.all([one.kill(), two.kill(), this.#server?.end('SIGKILL'), this.#cluster.kill()]);
        this.#kills += 4;
        await this.#cluster.start();
        await this.#startServer();
        await Promise.all(this.#desks.map((desk) => this.#startDesk(desk)));
    }
  }

  /** One connection's process: PostgreSQL then ends all others and recovers, as after a crash of its own. */
  async #killBackend(): Promise<void> {
    const pids = await this.#withStore((store) =>
      store.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      ),
    ).catch(() => []);
    const pid = pids[Math.floor(this.#random.next() * pids.length)]?.pid;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    this.#kills += 1;
    // Recovered when it answers again.
    while (!(await this.#withStore((store) => store.meta.epoch()).catch(() => null)));
  }

  async #startServer(): Promise<void> {
    this.#server = await serving(
      [
        'src-server/main.ts',
        'serve',
        ...['--data', this.#folder, '--port', String(this.#port), '--demo', 'small', '--log', 'silent'],
      ],
      { DATABASE_URL: this.#cluster.url },
    );
  }

  async #startDesk(desk: DeskProcess): Promise<void> {
    const integrity = await desk.start(String(this.#random.next()));
    this.#checked += 1;
    if (integrity !== 'ok') this.#faults.push(`${desk.name}: integrity_check says ${integrity}`);
  }

  /** Lets the desks settle and compares. */
  async judge(note: (text: string) => void): Promise<KillsReport> {
    note('the desks settle');
    for (const desk of this.#desks) desk.stopWork();
    this.#faults.push(...(await this.#settle()));
    await this.#withStore(async (store) => {
      const { scopes } = await verify(store, { personId: null, device: null });
      for (const { scope, agrees, differs } of scopes) {
        if (!agrees) this.#faults.push(`server: ${scope} is not what its head says (${differs})`);
      }
      for (const desk of this.#desks) {
        for (const one of await missingOf(store, desk.done)) {
          this.#faults.push(`missing: ${one.table} ${one.id} ${one.column} ${one.value}`);
        }
      }
    });
    for (const desk of this.#desks) {
      for (const event of ['database damaged', 'checksum mismatch', 'sync failed']) {
        const times = desk.logged.get(event) ?? 0;
        if (times > 0) this.#faults.push(`${desk.name}: ${event} ${times} times`);
      }
    }
    return {
      kills: this.#kills,
      by: this.#by,
      acknowledged: this.#acknowledged(),
      checked: this.#checked,
      faults: this.#faults,
    };
  }

  /** Waits until every scope of every desk is what the server's head says; what still differs after a while. */
  async #settle(): Promise<string[]> {
    let differences = ['the desks never settled'];
    for (let patience = 0; patience < 120 && differences.length > 0; patience += 1) {
      await pause(1_000);
      const held = this.#desks.map((desk) => desk.takeSettled());
      if (held.some((one) => one === null)) continue;
      differences = [];
      await this.#withStore(async (store) => {
        for (const [at, settled] of held.entries()) {
          const heads = await store.heads.read(Object.keys(settled!));
          for (const [scope, [cursor, checksum]] of Object.entries(settled!)) {
            const head = heads.get(scope);
            if (head && (head.seq !== cursor || head.checksum !== checksum)) {
              differences.push(`${this.#desks[at]!.name}: ${scope} at ${cursor} of ${head.seq}`);
            }
          }
        }
      });
    }
    return differences;
  }

  #acknowledged(): number {
    return this.#desks.reduce((sum, desk) => sum + desk.done.length, 0);
  }

  async #withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = openPostgres(this.#cluster.url, 1);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  async dispose(): Promise<void> {
    for (const desk of this.#desks) await desk.dispose();
    await this.#server?.end('SIGKILL');
    await this.#cluster.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
