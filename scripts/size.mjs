// Prints what a first visit loads (the files that index.html names, but for the worker's) and what is asked for later.
// Fails when WebAssembly, JavaScript and CSS of the first load pass the budget, or those of one of the worker's programs.
import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const budget = 150_000;
/** Which of the worker's programs a file is part of. */
const program = (name) => name.match(/^worker-([a-z]+)-/)?.[1];
const page = readFileSync('dist/index.html', 'utf8');

const rows = readdirSync('dist', { recursive: true })
  .filter((name) => /\.(wasm|js|css)$/.test(name))
  .map((name) => {
    const bytes = readFileSync(`dist/${name}`);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    return { name, sizes: [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length], first: page.includes(name) && !program(name) };
  });

const total = (chosen) => chosen.reduce((sum, row) => sum.map((size, i) => size + row.sizes[i]), [0, 0, 0]);
const line = (name, cells) => console.log(name.padEnd(44) + cells.map((cell) => String(cell).padStart(10)).join(''));
const table = (title, chosen) => {
  line(title, ['raw', 'gzip', 'brotli']);
  for (const row of chosen) line(`  ${row.name}`, row.sizes);
  line('  total', total(chosen));
};

const first = rows.filter((row) => row.first);
const later = rows.filter((row) => !row.first);
table('First load (bytes)', first);
if (later.length > 0) table('Later, when needed', later);

const check = (what, chosen) => {
  const spent = total(chosen)[2];
  const verdict = `${what} ${spent} of ${budget} bytes brotli`;
  if (spent > 0 && spent <= budget) return console.log(`Size check passed: ${verdict}`);
  console.error(`Size check failed: ${verdict}`);
  process.exitCode = 1;
};
check('first load', first);
for (const name of ['draws', 'tables']) check(`worker of ${name}`, later.filter((row) => program(row.name) === name));
