// The worker is a program of its own: compiled for speed, fetched when it is first needed.
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

// Cargo compiles it anew only when its sources changed. It is not split, so it needs none of the relocations that the flags
// of .cargo/config.toml ask for; they would double its size.
const build = ['build', '--locked', '--quiet', '-p', 'concord-worker', '--target', 'wasm32-unknown-unknown', '--profile'];
const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: '' };

/** The worker's WebAssembly, and its script, in which BUILD and WASM stand for the build's id and the address of the former. */
export function buildWorker({ target, isRelease, run }) {
  execFileSync('cargo', [...build, isRelease ? 'worker' : 'dev'], { stdio: 'inherit', env });
  const compiled = join(target, 'wasm32-unknown-unknown', isRelease ? 'worker' : 'debug', 'concord_worker.wasm');
  const work = join(target, 'worker-page');
  rmSync(work, { recursive: true, force: true });
  run('wasm-bindgen', compiled, '--target', 'web', '--no-typescript', '--omit-default-module-path', '--out-dir', work,
    '--out-name', 'concord_worker');
  const wasm = join(work, 'concord_worker_bg.wasm');
  if (isRelease) run('wasm-opt', '-O3', wasm, '-o', wasm);
  copyFileSync('offline/worker.js', join(work, 'start.js'));
  const bundle = buildSync({ entryPoints: [join(work, 'start.js')], bundle: true, format: 'esm', write: false });
  return { script: bundle.outputFiles[0].text, wasm: readFileSync(wasm) };
}
