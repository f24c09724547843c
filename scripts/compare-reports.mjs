// compare-reports.mjs <native report> <report module for Node> <workspace.json>...
// The two builds of the report must print the same bytes for every workspace.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';

const [native, module, ...workspaces] = process.argv.slice(2);
const { report } = createRequire(import.meta.url)(resolve(module));

if (!workspaces.every(existsSync)) {
  console.error('No workspaces to compare the reports of.');
  process.exit(1);
}

// What depends on the day has to be compared too.
const today = '2026-11-23';
let differing = 0;
for (const file of workspaces) {
  const expected = execFileSync(native, [today], { input: readFileSync(file), maxBuffer: 2 ** 28 });
  const found = Buffer.from(report(readFileSync(file, 'utf8'), today));
  if (expected.length > 0 && expected.equals(found)) {
    console.log(`same  ${basename(file)} (${expected.length} bytes)`);
  } else {
    const at = expected.findIndex((byte, i) => byte !== found[i]);
    const from = Math.max(0, (at < 0 ? expected.length : at) - 40);
    console.error(`DIFFERENT  ${basename(file)} (${expected.length} and ${found.length} bytes)`);
    console.error(`  native: …${expected.subarray(from, from + 80)}`);
    console.error(`  wasm:   …${found.subarray(from, from + 80)}`);
    differing += 1;
  }
}
process.exit(differing === 0 ? 0 : 1);
