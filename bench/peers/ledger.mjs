// Checks that all peers come to the same figures of a ledger to the cent, after each of some edits, then times them side by
// side: ledger.mjs <native> <module of the WebAssembly> <python>
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { here, peer, quartiles, short } from './peer.mjs';

const ROWS = 50_000, WARM_UP = 20, ROUNDS = 101;
const [native, module, python] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'concord-ledger-'));
const columns = join(folder, 'columns.csv');
writeFileSync(columns, execFileSync(native, ['columns', `${ROWS}`], { maxBuffer: 1 << 26 }));

// Referrals that were paid, all over the ledger, each with the cents that are paid for it next.
const lines = readFileSync(columns, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(',').map(Number));
const PAID = 7;
const paid = lines.flatMap((cells, row) => (cells[PAID] > 0 ? [[row, cells[PAID]]] : []));
const edits = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => {
  const [row, cents] = paid[(round * 7_919) % paid.length];
  return [row, cents + 1 + ((round * 104_729) % 1_000_000)];
});

const javascript = peer('JavaScript, typed arrays', process.execPath, here('ledger-javascript.mjs'), columns);
const wasm = peer('ours, as WebAssembly', process.execPath, here('wasm.mjs'), module, 'ledger', `${ROWS}`);
const ours = peer('ours, natively', native, 'ledger', `${ROWS}`);
const pandas = peer('pandas', python, here('ledger_pandas.py'), columns);
const peers = [javascript, wasm, ours, pandas];
const row = (name) => ({ name, times: [], ratios: [] });
const [edit, anew] = [row('of it before that, the edit itself'), row('the same from nothing')];

for (const [round, [at, cents]] of edits.entries()) {
  let known;
  for (const peer of peers) {
    await setTimeout(10);
    const answer = await peer.ask(at, cents);
    const figures = JSON.stringify(answer.figures);
    known ??= figures;
    if (figures !== known) throw new Error(`${peer.name} comes to other figures:\n${figures}\n${known}`);
    if (round < WARM_UP) continue;
    const taken = (row, ms) => {
      row.times.push(ms);
      row.ratios.push(ms / javascript.times.at(-1));
    };
    taken(peer, answer.ms);
    if (peer === wasm) {
      taken(edit, answer.edit);
      taken(anew, answer.anew);
    }
  }
}
peers.forEach((peer) => peer.end());
rmSync(folder, { recursive: true });

console.log(`\n${cpus().length} cores, Node ${process.versions.node}, ${ROUNDS} edits of ${ROWS} referrals, all to the same cent\n`);
console.log('| figures after an edit | median time | times JavaScript | quartiles |\n| --- | --- | --- | --- |');
for (const { name, times, ratios } of [javascript, wasm, edit, anew, ours, pandas]) {
  const [low, middle, high] = quartiles(ratios).map(short);
  console.log(`| ${name} | ${quartiles(times)[1].toFixed(3)} ms | ${middle} | ${low} to ${high} |`);
}
