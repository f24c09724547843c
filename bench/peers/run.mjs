// Checks that all peers forecast the same, then times them side by side: run.mjs <native> <module of the WebAssembly> <python>
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { here, peer, quartiles, short } from './peer.mjs';

const CHECKED = 100_000, YEARS = 10_000, WARM_UP = 3, ROUNDS = 15;
const [native, module, python] = process.argv.slice(2);
const started = () => [
  peer('ours, natively', native, 'forecast'),
  peer('ours, as WebAssembly', process.execPath, here('wasm.mjs'), module, 'forecast'),
  peer('numpy', python, here('vectors.py')),
  peer('JavaScript, typed arrays', process.execPath, here('javascript.mjs')),
  peer('Squiggle', process.execPath, here('squiggle.mjs')),
];

// Means and shares may differ by four standard errors of their difference. The error of a quantile is taken as three times
// that of the mean, which skewed pay stays below, and a fee moves in steps.
const STEPS = [300, 1];
function* differences(a, b, step) {
  const apart = (what, x, y, within) => (Math.abs(x - y) <= within ? [] : [`${what}: ${x}, not ${y} (±${within})`]);
  for (const what of ['pay', 'payer', 'referrer']) {
    yield* apart(`mean of ${what}`, b[what].mean, a[what].mean, 4 * Math.hypot(a[what].error, b[what].error) + 1e-6);
  }
  for (const what of ['p10', 'median', 'p90']) {
    yield* apart(what, b.pay[what], a.pay[what], Math.max(12 * Math.hypot(a.pay.error, b.pay.error), step) + 1e-6);
  }
  const shares = { 'payer loses': (o) => o.payer.loss, 'referrer loses': (o) => o.referrer.loss, band: (o) => o.band };
  for (const [what, share] of Object.entries(shares)) {
    const middle = (share(a) + share(b)) / 2;
    yield* apart(what, share(b), share(a), 4 * Math.sqrt((2 * middle * (1 - middle)) / CHECKED) + 1e-9);
  }
}

const [known, ...checked] = started();
const { offers } = await known.ask(1, CHECKED);
for (const { name, ask } of checked) {
  const found = (await ask(1, CHECKED)).offers;
  const wrong = offers.flatMap((offer, place) =>
    [...differences(offer, found[place], STEPS[place] ?? 0)].map((what) => `offer ${place + 1}, ${what}`));
  if (wrong.length || found.length !== offers.length) throw new Error(`${name} forecasts otherwise: ${wrong.join('; ')}`);
  console.log(`same  ${name}`);
}
[known, ...checked].forEach((peer) => peer.end());

// Started anew, so that none profits from memory that the larger check left it.
const [ours, ...others] = started();
const peers = [ours, ...others];
// Of ours, without the figures: those are more than any peer computes.
const drawing = { name: 'of it, the years without the figures', times: [], ratios: [] };
for (let round = -WARM_UP; round < ROUNDS; round++) {
  for (const peer of peers) {
    // What the one before left to do in the background, such as collecting garbage, is over by then.
    await setTimeout(200);
    const answer = await peer.ask(round + WARM_UP + 2, YEARS);
    if (round < 0) continue;
    const taken = (row, ms) => {
      row.times.push(ms);
      row.ratios.push(ms / ours.times[round]);
    };
    taken(peer, answer.ms);
    if (peer === ours) taken(drawing, answer.drawing);
  }
}
peers.forEach((peer) => peer.end());

console.log(`\n${cpus().length} cores, Node ${process.versions.node}, ${ROUNDS} rounds of ${YEARS} years each\n`);
console.log('| forecast | median time of 10,000 years | times ours natively | quartiles |\n| --- | --- | --- | --- |');
for (const { name, times, ratios } of [ours, drawing, ...others]) {
  const [low, middle, high] = quartiles(ratios).map(short);
  console.log(`| ${name} | ${short(quartiles(times)[1])} ms | ${middle} | ${low} to ${high} |`);
}
