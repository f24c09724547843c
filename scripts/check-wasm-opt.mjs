// Trunk runs whichever wasm-opt it finds first on PATH. Other versions have broken the app without
// an error, so a build with any but the one in package-lock.json stops here.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const wanted = lock.packages['node_modules/binaryen'].version.split('.')[0];
const found = spawnSync('wasm-opt', ['--version'], { encoding: 'utf8' }).stdout?.trim() || 'none';

if (!found.startsWith(`wasm-opt version ${wanted} `)) {
  console.error(`wasm-opt ${wanted} must come first on PATH (found: ${found}). Build with "make dist", which sees to it.`);
  process.exit(1);
}
