// The figures of the ledger in plain JavaScript: one loop over typed arrays for all of them, after every edit.
import { readFileSync } from 'node:fs';
import { serve, timed } from './serve.mjs';

const CONTACTS = 50, KINDS = 4, PARTNER = 0, WON = 2, LOST = 3;
// Days from 1 January 2023: the year under review is 2025, which ends today.
const TODAY = 1096, FROM = 731;
// Forty hours at 150 and 500 in money, in cents.
const INVESTED = 40 * 150_00 + 500_00;

const [head, ...lines] = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n');
const rows = lines.length;
const column = (name, type) => {
  const place = head.split(',').indexOf(name);
  return type.from(lines, (line) => Number(line.split(',')[place]));
};
const contact = column('contact', Int32Array), byThem = column('by_them', Uint8Array), kind = column('kind', Uint8Array);
const qualified = column('qualified', Uint8Array), stage = column('stage', Uint8Array);
const expected = column('expected', Float64Array), paid = column('paid', Float64Array);
const refunded = column('refunded', Float64Array), paidDay = column('paid_day', Int32Array);
const refundDay = column('refund_day', Int32Array);

function figures() {
  const collected = new Float64Array(CONTACTS), counts = new Int32Array(KINDS * 5), values = new Float64Array(KINDS);
  let revenue = 0;
  for (let row = 0; row < rows; row++) {
    if (byThem[row] === 0) continue;
    const day = paidDay[row], kept = paid[row] - refunded[row], place = kind[row] * 5;
    counts[place]++;
    counts[place + 1] += qualified[row];
    if (stage[row] === WON) {
      counts[place + 2]++;
      const worth = day >= 0 ? kept : expected[row];
      if (worth >= 0) {
        counts[place + 4]++;
        values[kind[row]] += worth;
      }
    } else if (stage[row] === LOST) counts[place + 3]++;
    if (day < 0) continue;
    if (day < TODAY + 1) collected[contact[row]] += refundDay[row] <= TODAY ? kept : paid[row];
    if (contact[row] === PARTNER && day >= FROM && day < TODAY) revenue += kept;
  }
  // A tenth, to the cent.
  const owed = Array.from(collected, (sum) => Math.floor((sum + 5) / 10));
  const sources = Array.from({ length: KINDS }, (_, of) => {
    const [all, qualified, won, lost, valued] = counts.subarray(of * 5, of * 5 + 5);
    return [of, all, qualified, won, lost, values[of], valued];
  });
  return { owed, per: Math.round((revenue / (INVESTED + owed[PARTNER])) * 1e6), sources };
}

await serve(async (row, cents) => {
  const { ms, result } = await timed(() => {
    paid[row] = cents;
    return figures();
  });
  return { ms, figures: result };
});
