import path from 'node:path';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import type { Store } from '../../db/server/store.ts';
import { aStore } from '../../tests/support/server-store.ts';
import { sharedData } from '../../tests/support/shared-data.ts';
import { prepareImport, type ImportReport } from './run-import.ts';

const MAPPING = path.join(import.meta.dirname, '../../db/demo/berka.mapping.json');
const FOLDER = sharedData('berka');
const NOW = Date.UTC(2026, 10, 2);

let loaded: Promise<{ store: Store; report: ImportReport }> | undefined;

/** The feed is loaded once for all tests of this file; each of them looks at another side of it. */
function berka(context: TestContext): Promise<{ store: Store; report: ImportReport }> {
  const folder = FOLDER ?? context.skip('../shared/data/berka is not here');
  loaded ??= (async () => {
    const store = await aStore();
    return { store, report: await (await prepareImport(MAPPING, folder)).load(store, NOW) };
  })();
  return loaded;
}

afterAll(async () => (await loaded)?.store.close());

describe('the Berka feed', () => {
  it('loads whole: every file by its count', async (context) => {
    const { report } = await berka(context);
    const counts = report.counts.map((one) => [one.file, one.table, one.loaded, one.unchanged]);
    expect(counts).toEqual([
      ['(mapping)', 'org_unit', 1, 0],
      ['(mapping)', 'person', 1, 0],
      ['(mapping)', 'product', 3, 0],
      ['district.asc', 'district', 77, 0],
      ['district.asc', 'org_unit', 8 + 77, 0],
      ['district.asc', 'book', 77, 0],
      ['district.asc', 'book_member', 77, 0],
      ['client.asc', 'customer', 5_369, 0],
      ['account.asc', 'holding', 4_500, 0],
      ['disp.asc', 'holding_party', 5_369, 0],
      ['order.asc', 'standing_order', 6_471, 0],
      ['loan.asc', 'holding', 682, 0],
      ['card.asc', 'holding', 892, 0],
      // Lines 2 to 49,103 are whole; line 49,104 is cut.
      ['trans_first49102.asc', 'movement', 49_102, 0],
      ['trans_first49102.asc', 'balance_month', 10_958, 0],
    ]);
  });

  it('reports the cut last line and stops nothing else for it', async (context) => {
    const { report } = await berka(context);
    expect(report.faults).toEqual([
      { type: 'LineUnfit', file: 'trans_first49102.asc', line: 49_104, why: { type: 'QuoteOpen' } },
    ]);
  });

  it('changes nothing the second time', async (context) => {
    const { store } = await berka(context);
    const entries = async () =>
      (await store.query<{ n: number }>('SELECT count(*) AS n FROM sync_log'))[0]!.n;
    const before = await entries();
    const again = await (await prepareImport(MAPPING, FOLDER!)).load(store, NOW + 86_400_000);
    expect(again.counts.reduce((sum, one) => sum + one.loaded, 0)).toBe(0);
    expect(await entries()).toBe(before);
  });

  it('reads women and men, unknown figures, blank symbols and amounts as they are', async (context) => {
    const { store } = await berka(context);
    const [genders] = await store.query(
      "SELECT count(*) FILTER (WHERE gender = 'female') AS women, min(birth_date) AS oldest FROM customer",
    );
    expect(genders).toEqual({ women: 2_645, oldest: '1911-08-20' });
    expect(
      await store.query(
        "SELECT name, unemployment_before, crimes_before, unemployment FROM district WHERE code = '69'",
      ),
    ).toEqual([{ name: 'Jesenik', unemployment_before: null, crimes_before: null, unemployment: '7.01' }]);
    const [orders] = await store.query('SELECT count(*) AS n FROM standing_order WHERE purpose IS NULL');
    expect(orders).toEqual({ n: 1_379 });
    const [order] = await store.query(
      "SELECT amount, currency, purpose FROM standing_order WHERE reference = '29402'",
    );
    expect(order).toEqual({ amount: 337_270, currency: 'CZK', purpose: 'loan payment' });
  });

  it('derives balances that close at what the feed printed on the last day', async (context) => {
    const { store } = await berka(context);
    const [wrong] = await store.query(
      `WITH last AS (SELECT customer_id, max(booked_on) AS day FROM movement GROUP BY 1)
       SELECT count(*) AS n FROM balance_month b JOIN last USING (customer_id)
       LEFT JOIN movement m ON m.customer_id = b.customer_id AND m.booked_on = last.day AND m.balance = b.closing
       WHERE b.month = '1994-03' AND m.id IS NULL`,
    );
    expect(wrong).toEqual({ n: 0 });
  });

  it('lets the owner of the imported books see all of them', async (context) => {
    const { store } = await berka(context);
    const [grants] = await store.query(
      `SELECT count(*) AS n FROM scope_grant g JOIN person p ON p.id = g.person_id
       WHERE p.login = 'berka' AND g.scope LIKE 'book:%' AND g."right" = 'write'`,
    );
    expect(grants).toEqual({ n: 77 });
  });

  it('files every account under its owner, in the book of the owner’s district', async (context) => {
    const { store } = await berka(context);
    const [stray] = await store.query(
      `SELECT count(*) AS n FROM holding h LEFT JOIN customer c ON c.id = h.customer_id WHERE c.id IS NULL OR c.scope <> h.scope`,
    );
    expect(stray).toEqual({ n: 0 });
    const [owners] = await store.query(
      `SELECT count(*) AS n FROM holding h JOIN holding_party p ON p.holding_id = h.id AND p.role = 'owner' AND p.customer_id = h.customer_id`,
    );
    expect(owners).toEqual({ n: 4_500 });
  });
});
