// The core as WebAssembly, compiled as the page's worker is.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { serve } from './serve.mjs';

const { Years } = createRequire(import.meta.url)(resolve(process.argv[2]));

await serve(
  (seed, years) => Years.drawn(seed, years).forecast(),
  (published) => JSON.parse(published.figures()),
);
