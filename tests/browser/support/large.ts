import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Numbers below `end` that look drawn and are the same each time. */
function draws(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const first = 'Acme Birch Cobalt Delta Elm Fjord Granite Harbor Indigo Juniper Kestrel Lumen Maple North Onyx Pine Quartz River'.split(' ');
const second = 'Works Labs Studio Partners Group Systems Foods Health Legal Media Energy Capital Dental Logistics Design'.split(' ');

const ordered = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]));

/** The file of a workspace with so many referrals over five years, a third of them won, billed and paid. */
export async function largeWorkspace(count: number): Promise<string> {
  const { workspace } = JSON.parse(await readFile('checks/fixtures/empty.json', 'utf8'));
  const draw = draws(7);
  const maybe = <T>(of: number, value: () => T): T | null => (draw(100) < of ? value() : null);
  const days = Array.from({ length: count }, () => 18_600 + draw(1_825)).sort((a, b) => a - b);
  const bills = { amount: [] as number[], issued: [] as number[], passed_on: [] as number[], referral: [] as number[] };
  const payments = { amount: [] as number[], bill: [] as number[], date: [] as number[] };
  const rows = days.map((introduced, row) => {
    const qualified = maybe(60, () => introduced + 1 + draw(20));
    const won = qualified !== null && draw(2) === 0 ? qualified + draw(60) : null;
    if (won !== null) {
      const [amount, issued] = [(10 + draw(190)) * 10_000, won + draw(30)];
      payments.bill.push(bills.amount.length);
      payments.date.push(issued + draw(45));
      payments.amount.push(amount);
      bills.amount.push(amount);
      bills.issued.push(issued);
      bills.passed_on.push(0);
      bills.referral.push(row);
    }
    return {
      number: row + 1,
      client: `${first[draw(first.length)]} ${second[draw(second.length)]}${draw(2) ? ` ${1 + draw(200)}` : ''}`,
      project: maybe(20, () => ['Website', 'Audit', 'Rebrand', 'Migration'][draw(4)]),
      made_by: draw(5) ? 't' : 'y',
      contact: maybe(90, () => draw(40)),
      kind: 'fcso'[draw(4)],
      source: null,
      introduced,
      expected: maybe(70, () => (10 + draw(190)) * 10_000),
      qualified,
      won,
      lost: won === null ? maybe(50, () => (qualified ?? introduced) + draw(90)) : null,
      reward_due: null,
      reward_paid: null,
      note: maybe(5, () => 'Met at the fair; call back in spring'),
    };
  });
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
  const names = Object.keys(rows[0]!) as (keyof (typeof rows)[number])[];
  const referrals = Object.fromEntries(names.map((name) =>
    [name, name === 'kind' || name === 'made_by' ? column(name).join('') : column(name)]));
  const id = (n: number) => `01940000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const contacts = Array.from({ length: 40 }, (_, n) =>
    ({ id: id(n), name: `${second[n % second.length]} ${n}`, due_after: 30, you_earn: [], they_earn: [] }));
  workspace.ledger = { bills, contacts, paid: [], payments, referrals, refunds: { amount: [], date: [], payment: [] } };
  const content = JSON.stringify(ordered(workspace));
  const checksum = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  return `{"checksum":"${checksum}","format":"concord-workspace","version":1,"workspace":${content}}`;
}
