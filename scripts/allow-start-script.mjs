// The page's policy admits one inline script, the one with which Trunk starts the app: its hash is
// known only now, after Trunk has written the page.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const placeholder = 'sha256-OF-START-SCRIPT';
const page = join(process.env.TRUNK_STAGING_DIR, 'index.html');
const html = readFileSync(page, 'utf8');
const scripts = [...html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)];

if (scripts.length !== 1 || html.split(placeholder).length !== 2) {
  console.error(`index.html must hold one script (found ${scripts.length}) and the text ${placeholder} once.`);
  process.exit(1);
}

const hash = createHash('sha256').update(scripts[0][1]).digest('base64');
writeFileSync(page, html.replace(placeholder, `sha256-${hash}`));
