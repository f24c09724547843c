// The core as WebAssembly, compiled as the page's worker is.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { serve, timed } from './serve.mjs';

const [module, what, rows] = process.argv.slice(2);
const { Years, Referrals } = createRequire(import.meta.url)(resolve(module));

const forecast = async (seed, years) => {
  const { ms, result } = await timed(() => Years.drawn(seed, years).forecast());
  return { ms, offers: JSON.parse(result.figures()) };
};

const ledger = () => {
  const referrals = Referrals.generated(Number(rows));
  return async (row, cents) => {
    const { ms: edit } = await timed(() => referrals.edit(row, cents));
    const { ms } = await timed(() => referrals.follow());
    const figures = JSON.parse(referrals.figures());
    const { ms: anew } = await timed(() => referrals.anew());
    return { ms, edit, anew, figures };
  };
};

await serve(what === 'ledger' ? ledger() : forecast);
