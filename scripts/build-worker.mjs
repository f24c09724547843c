// The worker's programs are compiled for speed, and each is fetched when it is first needed.
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

// Cargo compiles them anew only when their sources changed. They are not split, so they need none of the relocations that the
// flags of .cargo/config.toml ask for; those would double their size.
const build = ['build', '--locked', '--quiet', '-p', 'concord-worker', '--target', 'wasm32-unknown-unknown', '--profile'];
const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: '' };

/** Of each program its name, its WebAssembly, and its script, in which BUILD and WASM stand for the build's id and the address of the former. */
export function buildWorker({ target, isRelease, run }) {
  execFileSync('cargo', [...build, isRelease ? 'worker' : 'dev'], { stdio: 'inherit', env });
  return ['draws', 'tables'].map((name) => {
    const compiled = join(target, 'wasm32-unknown-unknown', isRelease ? 'worker' : 'debug', `${name}.wasm`);
    const work = join(target, 'worker-page', name);
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    run('wasm-bindgen', compiled, '--target', 'web', '--no-typescript', '--omit-default-module-path', '--out-dir', work,
      '--out-name', 'program');
    const wasm = join(work, 'program_bg.wasm');
    if (isRelease) run('wasm-opt', '-O3', wasm, '-o', wasm);
    copyFileSync('offline/worker.js', join(work, 'start.js'));
    const bundle = buildSync({ entryPoints: [join(work, 'start.js')], bundle: true, format: 'esm', write: false });
    return { name, script: bundle.outputFiles[0].text, wasm: readFileSync(wasm) };
  });
}
