// A peer answers each line of numbers with one line of JSON.
import { createInterface } from 'node:readline';

export async function serve(answer) {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(...line.split(' ').map(Number))));
  }
}

// The milliseconds that something took, and what came of it.
export async function timed(task) {
  const start = performance.now();
  const result = await task();
  return { ms: performance.now() - start, result };
}
