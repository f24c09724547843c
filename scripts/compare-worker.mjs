// compare-worker.mjs <dist> <native report> <report module for Node> <workspace.json>...
// The programs of the built page's worker, run under Node, must answer as the report's build does, to the byte: one with the
// chances of a ranking, a forecast, a change that would help, the other with the import of a table.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, native, module, ...workspaces] = process.argv.slice(2);
const { questions_and_answers, whole } = createRequire(import.meta.url)(resolve(module));

// What a worker has in a browser.
const heard = [];
let wake = () => {};
globalThis.self = globalThis;
globalThis.reportError = (error) => { throw error; };
globalThis.fetch = async (address) => new Response(readFileSync(address), { headers: { 'Content-Type': 'application/wasm' } });
globalThis.postMessage = (message) => { heard.push(message); wake(); };
const until = async (what) => {
  for (;;) {
    const found = heard.find((message) => what in message);
    if (found) return found;
    await new Promise((done) => { wake = done; });
  }
};

/** Starts a program; what hears its questions. */
const start = async (name) => {
  const script = readdirSync(dist).find((file) => file.startsWith(`worker-${name}-`) && file.endsWith('.js'));
  heard.length = 0;
  await import(pathToFileURL(resolve(join(dist, script))).href);
  await until('ready');
  return globalThis.onmessage;
};
const draws = await start('draws');
const tables = await start('tables');

for (const file of workspaces) {
  const text = readFileSync(file, 'utf8');
  const messages = questions_and_answers(text);
  for (let n = 0; n < messages.length; n += 2) {
    heard.length = 0;
    const [program, other] = 'import' in messages[n].run.task ? [tables, draws] : [draws, tables];
    assert.throws(() => other({ data: structuredClone(messages[n]) }), /unknown variant/);
    program({ data: structuredClone(messages[n]) });
    await until('done');
    const told = whole(messages[n], heard.map((message) => structuredClone(message)));
    assert.deepEqual(told, messages[n + 1], `${basename(file)}: another answer to question ${n / 2 + 1} than the task done whole`);
  }

  // The chances that the report prints are the credits of that answer.
  const { partners } = JSON.parse(execFileSync(native, { input: text, maxBuffer: 2 ** 28 }));
  const credits = messages[1].done.outcome.firmness.credits.split(' ').filter(Boolean).map(BigInt);
  const sum = credits.reduce((sum, credit) => sum + credit, 0n);
  const chances = credits.map((credit) => Number((credit * 2_000_000n + sum) / (2n * sum)));
  const told = (partners?.partners ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ chance }) => chance);
  assert.deepEqual(chances, told, `${basename(file)}: other chances than the report's`);
  console.log(`same  ${basename(file)} (${credits.length} partners, ${messages.length / 2} questions, answered by the worker)`);
}
