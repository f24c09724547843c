// Trunk does not join style sheets: seven links would be seven requests before the first paint, and
// compress worse than one file. The order below is the cascade.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const sheets = ['tokens', 'base', 'opening', 'layout', 'forms', 'widgets', 'charts', 'print'];

mkdirSync('target', { recursive: true });
writeFileSync('target/concord.css', sheets.map((name) => readFileSync(`style/${name}.css`, 'utf8')).join('\n'));
