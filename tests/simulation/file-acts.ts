import { idOf, newestOf, perform, some, type Acts, type Doing } from './doing.ts';

function attach(doing: Doing): void {
  const owner = some(doing, 'customer');
  if (!owner) return;
  const name = doing.ledger.word();
  const input = {
    owner_kind: 'customer',
    owner_id: idOf(owner),
    name: `${name}.txt`,
    media_type: 'text/plain',
    // Some files are the same under two names.
    bytes: Buffer.from(doing.random.chance(0.2) ? 'the same' : name).toString('base64'),
  };
  const before = newestOf(doing.laptop, 'attachment');
  perform(doing, { name: 'attachment.add', input, made: 'attachment' });
  const { number: laptop, person } = doing.laptop;
  for (const row of doing.laptop.rows('SELECT id, sha256 FROM attachment WHERE rowid > ?', before))
    doing.ledger.brought.push({ laptop, person, attachment: idOf(row), sha256: String(row['sha256']) });
}

function detach(doing: Doing): void {
  const row = some(doing, 'attachment');
  if (row)
    perform(doing, {
      name: 'attachment.remove',
      input: { id: idOf(row) },
      places: [['attachment', idOf(row)]],
    });
}

export const FILE_ACTS = {
  attach: [2, attach],
  detach: [1, detach],
} as const satisfies Acts;
