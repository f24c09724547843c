// standalone.mjs <concord.wasm> <output.html>
// Builds the page as one file that opens by a double click. Browsers load neither modules nor
// WebAssembly from a file, so both are written into the page, and its policy admits nothing else.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';

const [wasm, output] = process.argv.slice(2);
const run = (program, ...args) => execFileSync(program, args, { stdio: 'inherit' });

const work = mkdtempSync(join(tmpdir(), 'concord-'));
run('wasm-bindgen', '--target', 'no-modules', '--no-typescript', '--out-dir', work, '--out-name', 'concord', wasm);
run('wasm-opt', '-Oz', join(work, 'concord_bg.wasm'), '-o', join(work, 'concord.wasm'));
const glue = readFileSync(join(work, 'concord.js'), 'utf8');
const bytes = readFileSync(join(work, 'concord.wasm')).toString('base64');
rmSync(work, { recursive: true });

const start = `wasm_bindgen({ module_or_path: Uint8Array.from(atob("${bytes}"), (c) => c.charCodeAt(0)) });`;
const script = transformSync(glue + start, { minify: true }).code;
const style = readFileSync('target/concord.css', 'utf8');
const icon = readFileSync('style/icon.svg').toString('base64');

if (/<\/(script|style)/i.test(script + style)) throw new Error('a closing tag inside the script or the style');

const allow = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy =
  `default-src 'none'; script-src 'wasm-unsafe-eval' ${allow(script)}; style-src ${allow(style)}; ` +
  `connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none'`;

let html = readFileSync('index.html', 'utf8');
const replace = (pattern, text) => {
  if (html.match(new RegExp(pattern, 'g'))?.length !== 1) throw new Error(`index.html must match ${pattern} once`);
  html = html.replace(pattern, () => text);
};
replace(/default-src 'none'[^"]*/, policy);
replace(/<link data-trunk rel="icon"[^>]*>/, `<link rel="icon" href="data:image/svg+xml;base64,${icon}">`);
replace(/<link data-trunk rel="css"[^>]*>/, `<style>${style}</style>`);
replace(/<link data-trunk rel="rust"[^>]*>\n/, '');
replace(/<\/body>/, `<script>${script}</script>\n</body>`);

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, html);
