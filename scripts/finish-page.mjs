// What Trunk leaves to do once it has written the page: shrink the wasm-bindgen glue, which Trunk's
// own minifier cannot parse, and admit the one inline script, which starts the app, to the policy.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const folder = process.env.TRUNK_STAGING_DIR;
const page = join(folder, 'index.html');
const html = readFileSync(page, 'utf8');

for (const [, name] of html.matchAll(/rel="modulepreload" href="\.\/([^"]+)"/g)) {
  const file = join(folder, name);
  writeFileSync(file, transformSync(readFileSync(file, 'utf8'), { minify: true, format: 'esm' }).code);
}

const placeholder = 'sha256-OF-START-SCRIPT';
const scripts = [...html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)];
if (scripts.length !== 1 || html.split(placeholder).length !== 2) {
  console.error(`The built index.html must hold one script (it holds ${scripts.length}) and ${placeholder} once.`);
  process.exit(1);
}
const hash = createHash('sha256').update(scripts[0][1]).digest('base64');
writeFileSync(page, html.replace(placeholder, `sha256-${hash}`));
