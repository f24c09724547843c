// A peer answers each line "seed years" with the milliseconds that its years took and their figures.
import { createInterface } from 'node:readline';

export async function serve(simulated, figures = (offers) => offers) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [seed, years] = line.split(' ').map(Number);
    const start = performance.now();
    const result = await simulated(seed, years);
    const ms = performance.now() - start;
    console.log(JSON.stringify({ ms, offers: figures(result) }));
  }
}
