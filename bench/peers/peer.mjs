// What both benches do with their peers.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export const here = (name) => new URL(name, import.meta.url).pathname;

export function peer(name, command, ...parameters) {
  const child = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (...numbers) => {
    child.stdin.write(`${numbers.join(' ')}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`${name} ended`);
    return JSON.parse(value);
  };
  return { name, ask, end: () => child.stdin.end(), times: [], ratios: [] };
}

export const quartiles = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return [1, 2, 3].map((quarter) => sorted[Math.round(((sorted.length - 1) * quarter) / 4)]);
};

export const short = (number) => (number < 10 ? number.toFixed(2) : number.toFixed(1));
