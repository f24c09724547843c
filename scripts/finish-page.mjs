// What Trunk leaves to do once it has compiled and written the page: split the WebAssembly at the points that
// src/later.rs names, have the worker's programs built, shrink every part and the JavaScript that loads them, name each file by its
// content, and write the service worker that keeps them all. A small script of its own runs before the first paint.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { buildWorker } from './build-worker.mjs';

const { TRUNK_STAGING_DIR: page, TRUNK_PROFILE: profile = 'release' } = process.env;
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const work = join(target, 'split');
// What a program says is shown when it fails: wasm-opt warns of name sections that it does not know and drops.
const run = (program, ...args) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
const isRelease = profile === 'release';
const compiled = join(target, 'wasm32-unknown-unknown', isRelease ? 'release' : 'debug', 'concord.wasm');
const short = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
run('wasm-split-cli', compiled, work, '--target', 'web', '--out-name', 'concord');
run('wasm-bindgen', join(work, 'concord.wasm'), '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', work, '--out-name', 'concord');
rmSync(join(work, 'concord.wasm'));

// The glue exports classes for streams that no part of the app uses; marked as free of effects, the bundler drops them.
const glue = join(work, 'concord.js');
const glueText = readFileSync(glue, 'utf8')
  .replace(/^if \(Symbol\.dispose\) .*$/gm, '')
  .replaceAll('new FinalizationRegistry(', '/* @__PURE__ */ new FinalizationRegistry(');
// Names that the glue shares with the WebAssembly end in 16 random digits, which nothing compresses. Numbers of the same
// length tell them apart as well.
const digits = [...new Set([...glueText.matchAll(/\b(?:__wb|wasm_bindgen)\w*?_h?([0-9a-f]{16})(?=\b|_)/g)].map(([, found]) => found))];
const renamed = (text) => digits.reduce((text, found, n) => text.replaceAll(found, String(n).padStart(16, '0')), text);
writeFileSync(glue, renamed(glueText));
const linked = join(work, 'concord_bg.wasm');
writeFileSync(linked, renamed(readFileSync(linked, 'latin1')), 'latin1');
copyFileSync('offline/start.js', join(work, 'start.js'));
const bundle = buildSync({
  entryPoints: [join(work, 'start.js')], bundle: true, minify: isRelease, format: 'esm', write: false,
  // A build that changes under the developer's hands must not be kept.
  define: { OFFLINE: String(isRelease) },
  // wasm-bindgen names the module of the split points once for each of them.
  logOverride: { 'duplicate-object-key': 'silent' },
});
let script = bundle.outputFiles[0].text;

// Trunk's own output, made before the split.
for (const name of readdirSync(page)) if (/\.(js|wasm)$/.test(name)) rmSync(join(page, name));

const parts = readdirSync(work).filter((name) => name.endsWith('.wasm'));

// What the script does not name and no part asks for is never called, though an export keeps it: the classes for streams.
if (isRelease) {
  const modules = parts.map((name) => new WebAssembly.Module(readFileSync(join(work, name))));
  const asked = new Set(modules.flatMap((module) => WebAssembly.Module.imports(module).map(({ name }) => name)));
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(linked))).map(({ name }) => name);
  const used = exported.filter((name) => asked.has(name) || script.includes(name));
  const graph = join(work, 'graph.json');
  const reached = { name: 'script', root: true, reaches: used };
  writeFileSync(graph, JSON.stringify([reached, ...used.map((name) => ({ name, export: name }))]));
  run('wasm-metadce', linked, '--graph-file', graph, '-o', linked);
}

for (const name of parts) {
  const part = join(work, name);
  if (isRelease) run('wasm-opt', '-Os', part, '-o', part);
  const content = readFileSync(part);
  const named = name.replace(/(_bg)?\.wasm$/, `-${short(content)}.wasm`);
  if (!script.includes(`"./${name}"`)) throw new Error(`the script does not load ${name}`);
  script = script.replaceAll(`"./${name}"`, `"./${named}"`);
  writeFileSync(join(page, named), content);
}
const start = `concord-${short(script)}.js`;
writeFileSync(join(page, start), script);
const early = transformSync(readFileSync('offline/theme.js', 'utf8'), { minify: true, format: 'iife' }).code;
const theme = `theme-${short(early)}.js`;
writeFileSync(join(page, theme), early);
const main = script.match(/"\.\/(concord-[0-9a-f]+\.wasm)"/)[1];

// Both sides know the build by all that they are made of: a page talks to no worker but its own.
const programs = buildWorker({ target, isRelease, run });
const build = short(script + programs.map((program) => program.script + short(program.wasm)).join(''));
const addresses = programs.map((program) => {
  const wasm = `worker-${program.name}-${short(program.wasm)}.wasm`;
  writeFileSync(join(page, wasm), program.wasm);
  const script = transformSync(program.script, {
    minify: isRelease, format: 'esm', define: { BUILD: JSON.stringify(build), WASM: JSON.stringify(`./${wasm}`) },
  }).code;
  const start = `worker-${program.name}-${short(script)}.js`;
  writeFileSync(join(page, start), script);
  return `data-${program.name}="./${start}"`;
});

const index = join(page, 'index.html');
let html = readFileSync(index, 'utf8');
const replace = (pattern, text) => {
  if (html.match(new RegExp(pattern, 'g'))?.length !== 1) throw new Error(`the built index.html must match ${pattern} once`);
  html = html.replace(pattern, text);
};
// What Trunk wrote to start its own output.
replace(/<script type="module">[^]*?<\/script>/, `<script type="module" src="./${start}"></script>`);
html = html.replace(/<link rel="modulepreload"[^>]*>/g, '');
replace(/<link rel="preload"[^>]*as="fetch"[^>]*>/, `<link rel="preload" href="./${main}" as="fetch" type="application/wasm" crossorigin>`);
// Before the style: a script behind it would wait for it.
replace(/(?=<link rel="icon")/, `<script src="./${theme}"></script>\n`);
replace(/<\/head>/, `<link rel="manifest" href="./manifest.webmanifest">
<meta name="concord-worker" content="${build}" ${addresses.join(' ')}>
</head>`);
writeFileSync(index, html);

const icon = readdirSync(page).find((name) => /^icon-.*\.svg$/.test(name));
const manifest = JSON.parse(readFileSync('offline/manifest.webmanifest', 'utf8'));
manifest.icons = manifest.icons.map((entry) => ({ ...entry, src: icon }));
writeFileSync(join(page, 'manifest.webmanifest'), JSON.stringify(manifest));

// The page itself is kept as the folder's address: some hosts send index.html on to it.
const files = readdirSync(page).filter((name) => name !== 'index.html').sort();
const serviceWorker = readFileSync('offline/service-worker.js', 'utf8');
const version = short(files.join() + html + serviceWorker);
writeFileSync(join(page, 'service-worker.js'), transformSync(serviceWorker, {
  minify: true, define: { FILES: JSON.stringify(['./', ...files]), VERSION: JSON.stringify(version) },
}).code);
