// standalone.mjs <dist> <output.html>
// Writes the built page as one file that opens by a double click. Browsers load neither modules nor WebAssembly from a
// file, so everything is written into the page, and its policy admits nothing else.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';

const [dist, output] = process.argv.slice(2);
const files = readdirSync(dist);
const only = (ending) => {
  const found = files.filter((name) => name.endsWith(ending));
  if (found.length !== 1) throw new Error(`${dist} must hold one file *${ending}, it holds ${found.length}`);
  return readFileSync(join(dist, found[0]), 'utf8');
};

// Workers do not start from a file: there the page does their work.
const parts = files.filter((name) => name.endsWith('.wasm') && !name.startsWith('worker-'));
let code = readFileSync(join(dist, files.find((name) => /^concord-.*\.js$/.test(name))), 'utf8');
for (const name of parts) {
  const address = `new URL("./${name}",import.meta.url)`;
  if (!code.includes(address)) throw new Error(`the script does not load ${name}`);
  code = code.replaceAll(`fetch(${address})`, `part("${name}")`).replaceAll(address, `part("${name}")`);
}
const bytes = Object.fromEntries(parts.map((name) => [name, readFileSync(join(dist, name)).toString('base64')]));
const inside = `
const parts = ${JSON.stringify(bytes)};
const part = async (name) => new Response(
  Uint8Array.from(atob(parts[name]), (letter) => letter.charCodeAt(0)),
  { headers: { 'Content-Type': 'application/wasm' } },
);
`;
const script = transformSync(inside + code, { minify: true, format: 'iife', define: { 'import.meta.url': '"file:"' } }).code;
const theme = transformSync(readFileSync('offline/theme.js', 'utf8'), { minify: true, format: 'iife' }).code;
const style = only('.css');
const icon = readFileSync('style/icon.svg').toString('base64');

if (/<\/(script|style)/i.test(theme + script + style)) throw new Error('a closing tag inside the script or the style');

const allow = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy =
  `default-src 'none'; script-src 'wasm-unsafe-eval' ${allow(theme)} ${allow(script)}; style-src ${allow(style)}; ` +
  `connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none'`;

let html = readFileSync('index.html', 'utf8');
const replace = (pattern, text) => {
  if (html.match(new RegExp(pattern, 'g'))?.length !== 1) throw new Error(`index.html must match ${pattern} once`);
  html = html.replace(pattern, () => text);
};
replace(/default-src 'none'[^"]*/, policy);
replace(/<link data-trunk rel="icon"[^>]*>/, `<script>${theme}</script>\n<link rel="icon" href="data:image/svg+xml;base64,${icon}">`);
replace(/<link data-trunk rel="css"[^>]*>/, `<style>${style}</style>`);
replace(/<link data-trunk rel="rust"[^>]*>\n/, '');
replace(/<\/body>/, `<script>${script}</script>\n</body>`);

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, html);
