// Runs forecast.squiggle, as a page that embeds Squiggle does.
import { readFileSync } from 'node:fs';
import { defaultEnvironment, run } from '@quri/squiggle-lang';
import { serve, timed } from './serve.mjs';

const code = readFileSync(new URL('forecast.squiggle', import.meta.url), 'utf8');

await serve(async (seed, years) => {
  const environment = { ...defaultEnvironment, sampleCount: years, seed: `${seed}` };
  const { ms, result } = await timed(async () => {
    const output = await run(code, { environment });
    const { ok, value } = output.getEndResult();
    if (!ok) throw new Error(value.toString());
    return JSON.parse(value.asJS(), (_, part) => (part?.vtype === 'Dict' ? part.value : part));
  });
  return { ms, offers: result };
});
