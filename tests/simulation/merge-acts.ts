import { MERGE_UNITS } from '../../src-shared/contract/merge.ts';
import { idOf, perform, some, type Acts, type Doing, type Place } from './doing.ts';

/**
 * Two customers of this laptop become one. A value that is taken over stands at two places from then on: which of them
 * a word of that place means is not asked any more.
 */
function merge(doing: Doing): void {
  const [one, other] = [some(doing, 'customer'), some(doing, 'customer')];
  if (!one || !other || one['id'] === other['id']) return;
  const { random, ledger } = doing;
  const take = MERGE_UNITS.filter(() => random.chance(0.4));
  for (const unit of take) ledger.blur('customer', idOf(one), unit);
  const places: Place[] = [
    ['customer', idOf(one)],
    ['customer', idOf(other)],
  ];
  const input = { into: idOf(one), from: idOf(other), take };
  perform(doing, { name: 'customer.merge', input, places });
}

/** By these the server takes two customers for one. */
function shareNumber(doing: Doing): void {
  const row = some(doing, 'customer');
  if (!row) return;
  const fields = { id_no: doing.random.pick(['ID1', 'ID2', 'ID3']) };
  perform(doing, {
    name: 'customer.update',
    input: { id: idOf(row), fields },
    places: [['customer', idOf(row)]],
  });
}

function dismiss(doing: Doing): void {
  const row = some(doing, 'duplicate', "status = 'open'");
  if (!row) return;
  const input = { customer_id: row['customer_id'], other_id: row['other_id'] };
  perform(doing, { name: 'duplicate.dismiss', input, places: [['duplicate', idOf(row)]] });
}

/** What people do in histories in which records are merged. */
export const MERGE_ACTS: Acts = {
  merge: [4, merge],
  shareNumber: [6, shareNumber],
  dismiss: [4, dismiss],
};
