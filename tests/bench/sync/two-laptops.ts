import { DEMO_PASSWORD } from '../../../db/demo/credentials.ts';
import { PERSON_A, PERSON_B, type BenchServer } from './bench-server.ts';
import { LaptopUnderTest } from './laptop-process.ts';
import { processorOf, processorOfFamily } from './processor.ts';

/** Where processor time goes, in milliseconds. Linux tells that of other processes; elsewhere it is not a number. */
export interface Spent {
  readonly a: number;
  readonly server: number;
  readonly postgres: number;
  readonly b: number;
}

/** Two signed-in laptops that share a book, and what both and the server spend. */
export class TwoLaptops {
  readonly server: BenchServer;
  readonly a: LaptopUnderTest;
  readonly b: LaptopUnderTest;

  static async make(server: BenchServer): Promise<TwoLaptops> {
    const [a, b] = [new LaptopUnderTest(server.url), new LaptopUnderTest(server.url)];
    await signedIn(a, PERSON_A);
    await signedIn(b, PERSON_B);
    for (const laptop of [a, b]) await laptop.ask({ ask: 'loaded', families: null });
    return new TwoLaptops(server, a, b);
  }

  private constructor(server: BenchServer, a: LaptopUnderTest, b: LaptopUnderTest) {
    this.server = server;
    this.a = a;
    this.b = b;
  }

  /** Waits until A has sent everything and B holds the same; returns the moment at which B did. */
  async same(): Promise<number> {
    const { scope } = this.server.place;
    const checksum = await this.a.ask<string>({ ask: 'sent', scope });
    return this.b.ask<number>({ ask: 'until', scope, checksum });
  }

  async spent(): Promise<Spent> {
    const [a, b] = [await this.a.usage(), await this.b.usage()];
    return {
      a: a.cpuMs,
      server: processorOf(this.server.pid) ?? Number.NaN,
      postgres: processorOfFamily(this.server.postgresPid) ?? Number.NaN,
      b: b.cpuMs,
    };
  }

  async close(): Promise<void> {
    await this.a.close();
    await this.b.close();
  }
}

export const signedIn = (laptop: LaptopUnderTest, login: string): Promise<void> =>
  laptop.ask({ ask: 'signIn', server: laptop.server, login, password: DEMO_PASSWORD });

export const between = (before: Spent, after: Spent): Spent => ({
  a: after.a - before.a,
  server: after.server - before.server,
  postgres: after.postgres - before.postgres,
  b: after.b - before.b,
});

export const total = ({ a, server, postgres, b }: Spent): number => a + server + postgres + b;
