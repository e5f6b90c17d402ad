import type { FakeServer } from './fake-server.ts';
import { Laptop } from './laptop.ts';
import { aSharedBook, differences } from './shared-book.ts';

/** Two laptops of the person `a`. */
export class TwoLaptops {
  readonly server: FakeServer;
  readonly desks: readonly [Laptop, Laptop];

  constructor() {
    const { server, a } = aSharedBook();
    this.server = server;
    this.desks = [a, new Laptop(server, 'laptop-2')];
  }

  /** Both have what the server has, and neither has a line from now on. */
  async part(): Promise<void> {
    for (const desk of this.desks) {
      await desk.signIn('a');
      desk.line.cut = true;
    }
  }

  /** Both have a line again, sync in this order until all is told, and hold what the server holds. */
  async meet(order: readonly Laptop[] = this.desks): Promise<void> {
    this.server.now = Math.max(...this.desks.map((desk) => desk.now));
    for (const desk of this.desks) desk.line.cut = false;
    for (const desk of [...order, ...order]) await desk.synced();
    const wrong = this.desks.flatMap((desk) => differences(desk, this.server));
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  }
}
