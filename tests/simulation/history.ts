/**
 * One seeded history: people work at laptops whose wires, clocks, disks and processes fail, beside a server that does;
 * then everything heals, and the oracle judges.
 */
import { handOver } from '../../src-main/core/sync/hand-over.ts';
import { seeded, type Seeded } from '../../src-shared/kernel/seeded.ts';
import type { Cells } from '../../src-shared/sync/change.ts';
import { ACTS } from './acts.ts';
import { removeEveryCustomer } from './customer-acts.ts';
import { damage, poison } from './damage.ts';
import type { Disk } from './disk.ts';
import { perform, type Doing } from './doing.ts';
import { EPISODES } from './episodes.ts';
import { filesUnseen } from './judge-files.ts';
import { judge } from './judge.ts';
import { kindOf } from './kind.ts';
import { SimulatedLaptop } from './laptop.ts';
import { Ledger } from './ledger.ts';
import { Line, type Fate } from './line.ts';
import { MERGE_ACTS } from './merge-acts.ts';
import { BOOKS, ownerOf, PEOPLE, personOf, type Organisation } from './organisation.ts';
import { writeAsOtherVersion } from './other-version.ts';
import { parsed } from './parsed.ts';
import type { Step } from './plan.ts';
import type { Verdict } from './scene.ts';
import type { Stage } from './stage.ts';
import type { ServerBank } from './server-bank.ts';
import { Thief } from './thief.ts';
import { FATES, weighted, weightsFor } from './weights.ts';

/** Where a history begins. */
export interface Opening {
  readonly bank: ServerBank;
  readonly disks: readonly Disk[];
  /** Laptops that have signed in and hold everything already. */
  readonly synced: boolean;
  /** A disk on which nothing is yet. */
  readonly empty: Buffer;
}

export interface Report extends Verdict {
  readonly faults: Record<string, number>;
  readonly script: readonly string[];
}

/**
 * The longest way that news goes: the last laptop sends an invitation, the guest's hears of it, says so with its next
 * question, and the organiser's first laptop hears that it came.
 */
const ROUNDS = 4;

/** Laptops whose numbers differ by this are copies of one. */
const ALIKE = 100;
const DAY = 86_400_000;
const YEAR = 365 * DAY;

export async function runHistory(seed: number, steps: readonly Step[], opening: Opening): Promise<Report> {
  return new History(seed, opening).run(steps);
}

class History {
  readonly #bank: ServerBank;
  readonly #seed: number;
  readonly #opening: Opening;
  readonly #ledger = new Ledger();
  readonly #laptops: SimulatedLaptop[] = [];
  readonly #late: { due: number; work: () => Promise<unknown> }[] = [];
  readonly #faults: Record<string, number> = {};
  readonly #script: string[] = [];
  /** Draws for what becomes of requests, and how often something goes wrong with them. */
  #weather: { random: Seeded; trouble: number } = { random: seeded('calm'), trouble: 0 };
  #at = 0;
  readonly #thief: Thief;
  /** Who was locked out and should not have been. */
  readonly #shut: string[] = [];
  /** What was seen on the way, and is perhaps not there any more at the end. */
  readonly #leaks: string[] = [];
  /** What laptops said was lost with them. */
  readonly #gone: { table: string; cells: Cells }[] = [];
  #damaged = false;
  #restored = false;
  /** Whose clocks ran ahead. */
  readonly #ahead = new Set<string>();
  #backup: ReturnType<ServerBank['backup']> | null = null;

  constructor(seed: number, opening: Opening) {
    this.#seed = seed;
    this.#opening = opening;
    this.#bank = opening.bank;
    this.#thief = new Thief(this.#bank);
    this.#bank.onFault = this.#bank.files.onFault = (fault) => this.#count(fault);
  }

  get #organisation(): Organisation {
    return this.#bank.organisation;
  }

  async run(steps: readonly Step[]): Promise<Report> {
    const unexpected: string[] = [];
    try {
      for (const [number, disk] of this.#opening.disks.entries()) await this.#begin(number, disk);
      for (const step of steps) {
        this.#at += 1;
        await this.#take(step);
        await this.#deliver();
        // It has failed; what would follow costs much and says nothing.
        if (this.#endless) break;
      }
      if (!this.#endless) await this.#heal();
    } catch (thrown) {
      unexpected.push(thrown instanceof Error ? `${thrown.message} ${thrown.stack ?? ''}` : String(thrown));
    }
    const scene = {
      bank: this.#bank,
      laptops: this.#laptops,
      organisation: this.#organisation,
      ledger: this.#ledger,
      damaged: this.#damaged || this.#restored,
      wasLost: (person: string, scope: string) => this.#bank.lostRights.has(`${person} ${scope}`),
      surrendered: [...this.#gone, ...this.#bank.handedOver],
      putBack: this.#restored,
      ahead: this.#restored ? this.#ahead : new Set<string>(),
    };
    if ([...this.#bank.lostRights].some((one) => one.includes(' calendar:'))) this.#count('shutOut');
    const verdict = judge(scene);
    for (const laptop of this.#laptops) laptop.close();
    return {
      ...verdict,
      divergences: [...unexpected, ...this.#shut, ...verdict.divergences],
      leaks: [...new Set([...this.#leaks, ...verdict.leaks])],
      faults: this.#faults,
      script: this.#script,
    };
  }

  get #endless(): boolean {
    return this.#laptops.some(({ line }) => line.endless);
  }

  async #begin(number: number, disk: Disk): Promise<void> {
    const laptop = this.#laptop(number, disk, { person: ownerOf(number), own: false });
    if (this.#opening.synced) return;
    await laptop.signIn();
    await laptop.exchange();
  }

  #laptop(number: number, disk: Disk, of: { person: string; own: boolean }): SimulatedLaptop {
    const line = new Line(
      this.#bank,
      () => this.#fate(),
      (work) => this.#late.push({ due: this.#at + this.#weather.random.int(1, 25), work }),
    );
    const random = seeded(`laptop ${this.#seed} ${number}`);
    const laptop = new SimulatedLaptop({
      number,
      ...of,
      disk,
      line,
      now: () => this.#bank.now,
      random,
    });
    this.#laptops.push(laptop);
    return laptop;
  }

  async #take(step: Step): Promise<void> {
    this.#bank.now += step.minutes * 60_000;
    const laptop = this.#laptopOf(step);
    const random = seeded(step.seed);
    this.#weather = { random: random.fork('weather'), trouble: 0 };
    this.#note(`${this.#at} laptop ${laptop.number} (${laptop.person}) ${step.what}`);
    const doing: Doing = {
      ...{ laptop, random, ledger: this.#ledger, kind: kindOf(this.#seed) },
      note: (what) => this.#note(`    ${what}`),
    };
    const act = ACTS[step.what] ?? MERGE_ACTS[step.what];
    if (act) act[1](doing);
    else await this.#happen(step.what, doing);
  }

  /** A laptop that was copied is one of two from then on. */
  #laptopOf({ laptop, seed }: Step): SimulatedLaptop {
    const twins = this.#laptops.filter(({ number }) => number % ALIKE === laptop);
    return twins.length === 1 ? twins[0]! : seeded(`${seed} twin`).pick(twins);
  }

  async #happen(what: string, doing: Doing): Promise<void> {
    const { laptop, random } = doing;
    if (what !== 'exchange' && !(what in EPISODES)) this.#count(what);
    if (what === 'exchange') await this.#exchange(laptop, random.chance(0.5) ? 0.35 : 0);
    else if (what === 'unplug') await laptop.unplug();
    else if (what === 'clock') {
      laptop.skew = random.pick([0, 0, YEAR, -YEAR, 3_600_000, -7_200_000, 30_000, -DAY, 240_000]);
      if (Math.abs(laptop.skew) === YEAR) laptop.wasFarOff = true;
      if (laptop.skew > 0) this.#ahead.add(laptop.person);
      this.#note(`    off by ${laptop.skew}`);
    } else if (what === 'die') await laptop.restart();
    else if (what === 'coldStart') await laptop.restart(true);
    else if (what === 'dieAtCommand') {
      laptop.dieAtCommit(random.pick(['before', 'after']));
      this.#someAct(doing);
    } else if (what === 'dieAtExchange') {
      laptop.dieAtCommit(random.pick(['before', 'after']));
      await this.#exchange(laptop, 0.2);
    } else if (what === 'diskFull') await laptop.withFullDisk(() => this.#someAct(doing));
    else if (what === 'diskFullAtExchange') await laptop.withFullDisk(() => this.#exchange(laptop, 0));
    else if (what === 'newerVersion' || what === 'olderVersion')
      await writeAsOtherVersion(this.#bank, what, { ...doing, at: this.#at });
    else if (what === 'massDeletion') removeEveryCustomer(doing);
    else if (what === 'poison') poison(doing);
    else if (what === 'damage') {
      this.#damaged = true;
      damage(doing);
    } else if (what === 'revokeDevice') {
      const [device] = laptop.rows("SELECT value FROM _meta WHERE key = 'device'");
      if (device) await this.#bank.revoke(Number(device['value']));
    } else if (what === 'clone') this.#clone(laptop);
    else if (what === 'thief') await this.#thief.comesBy(doing);
    else if (what === 'upkeep') await this.#bank.upkeep();
    else if (what === 'restoreUnnoticed') await this.#restore(false);
    else if (what in EPISODES) {
      if (await EPISODES[what]!(this.#stage(), doing)) this.#count(what);
    } else if (what === 'backup') this.#backup = this.#bank.backup();
    else if (what === 'restore') await this.#restore(true);
    else if (what === 'member') await this.#changeMember(random);
    else if (what === 'handOverBook') await this.#handOverBook(doing);
    else if (what === 'leaves') await this.#leave(random.pick(PEOPLE).id, true);
    else if (what === 'returns') for (const id of [...this.#organisation.left]) await this.#leave(id, false);
  }

  #someAct(doing: Doing): void {
    const weights = weightsFor(this.#seed);
    const name = weighted(doing.random, Object.keys(ACTS), (one) => weights[one]!);
    ACTS[name]![1](doing);
  }

  async #exchange(laptop: SimulatedLaptop, trouble: number): Promise<void> {
    // Somebody who signs in waits for it.
    this.#weather = { ...this.#weather, trouble: 0 };
    if (!laptop.signedIn) await laptop.signIn();
    this.#weather = { ...this.#weather, trouble };
    const ended = await laptop.exchange();
    if (laptop.isRefused && this.#bank.sessions.isGood(laptop.tokenToShow))
      this.#shut.push(`laptop ${laptop.number} (${laptop.person}) is locked out though its token is good`);
    if (laptop.wiped) await this.#erase(laptop);
    // Who has heard that a right ended keeps no file of it, also where the right comes back before the end.
    if (ended) this.#leaks.push(...filesUnseen(laptop));
  }

  #fate(): Fate {
    const { random, trouble } = this.#weather;
    if (!random.chance(trouble)) return 'arrives';
    const [fate] = weighted(random, FATES, ([, weight]) => weight);
    this.#count(fate);
    this.#note(`    ${fate}`);
    return fate;
  }

  async #changeMember(random: Seeded): Promise<void> {
    const book = random.pick(BOOKS).id;
    const person = random.pick(PEOPLE).id;
    const member = !this.#organisation.isMember(book, person);
    this.#note(`    ${person} is ${member ? '' : 'no longer '}a member of ${book}`);
    this.#count(member ? 'grant' : 'revocation');
    await this.#bank.setMember(book, person, member);
  }

  async #leave(id: string, left: boolean): Promise<void> {
    this.#note(`    ${id} ${left ? 'leaves' : 'is back'}`);
    await this.#bank.setLeft(id, left);
  }

  /** By a lead at a desk, who may be offline for long, or by an administrator. */
  async #handOverBook(doing: Doing): Promise<void> {
    const { random } = doing;
    const to = random.pick(PEOPLE.filter(({ role }) => role === 'manager')).id;
    const lead = this.#laptops.find(({ person }) => personOf(person).role === 'lead');
    if (lead && random.chance(0.5)) {
      const books = lead.rows('SELECT id FROM book WHERE deleted = 0 ORDER BY id');
      if (books.length === 0) return;
      const input = { book_id: String(random.pick(books)['id']), person_id: to };
      if (perform({ ...doing, laptop: lead }, { name: 'book.handOver', input })) this.#count('bookFromDesk');
    } else {
      const book = random.pick(BOOKS).id;
      if (!(await this.#bank.giveBook(book, to))) return;
      this.#note(`    ${book} is given to ${to}`);
      this.#count('bookGiven');
    }
  }

  /** Yesterday's backup, and everybody is told, or nobody notices. */
  async #restore(noticed: boolean): Promise<void> {
    if (!this.#backup) return;
    this.#restored = true;
    await this.#bank.restore(this.#backup, { noticed });
  }

  #stage(): Stage {
    return {
      ...{ bank: this.#bank, laptops: this.#laptops },
      exchange: (laptop) => this.#exchange(laptop, 0),
      backup: () => void (this.#backup = this.#bank.backup()),
      restore: () => this.#restore(kindOf(this.#seed).restores),
    };
  }

  /** A technician copies the disk; from then on two laptops believe that they are one. */
  #clone(laptop: SimulatedLaptop): void {
    if (this.#laptops.length >= this.#opening.disks.length + 2) return;
    const { disk, files } = laptop.image();
    this.#bank.sessions.share(laptop.tokenToShow);
    const { person } = laptop;
    const copies = this.#laptops.filter(({ number }) => number % ALIKE === laptop.number % ALIKE).length;
    const copy = this.#laptop((laptop.number % ALIKE) + copies * ALIKE, disk, { person, own: true });
    for (const bytes of files) copy.blobs.put(bytes);
    copy.wasFarOff = laptop.wasFarOff;
  }

  /** What was not sent is offered once more; where the line is down then, the person is told what is lost. */
  async #erase(laptop: SimulatedLaptop): Promise<void> {
    this.#weather = { ...this.#weather, trouble: 0 };
    laptop.line.dead = this.#weather.random.chance(0.3);
    const { lost } = await handOver(laptop.sqlite, laptop.line);
    const kept = laptop.rows('SELECT tbl, cells FROM _refused');
    const waiting = laptop.rows('SELECT tbl, cells FROM _outbox WHERE state <> 1');
    for (const row of lost > 0 ? [...kept, ...waiting] : kept)
      this.#gone.push({ table: String(row['tbl']), cells: parsed(row['cells']) as Cells });
    this.#count(lost > 0 ? 'erasedUnsent' : 'erased');
    this.#note(`    laptop ${laptop.number} is erased, ${lost} lost`);
    await laptop.erase(this.#opening.empty);
    await laptop.signIn();
    await laptop.exchange();
  }

  async #deliver(): Promise<void> {
    for (let at = 0; at < this.#late.length;) {
      if (this.#late[at]!.due > this.#at) at += 1;
      else await this.#late.splice(at, 1)[0]!.work();
    }
  }

  /** Every wire works, every clock may stay as wrong as it is; whoever has left is back. */
  async #heal(): Promise<void> {
    this.#note('healing');
    for (const id of [...this.#organisation.left]) await this.#leave(id, false);
    for (const { work } of this.#late.splice(0)) await work();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const laptop of this.#laptops) {
        this.#bank.now += 1_000;
        await this.#exchange(laptop, 0);
        if (this.#endless) return;
      }
    }
  }

  #count(fault: string): void {
    this.#faults[fault] = (this.#faults[fault] ?? 0) + 1;
  }

  #note(what: string): void {
    this.#script.push(what);
  }
}
