// The forecast in plain JavaScript: loops over typed arrays, one year after another.
import { serve, timed } from './serve.mjs';

const HOUR = 150, LOW = 0.05, HIGH = 0.2;
// Hours of record keeping in a month and for each introduction, by offer.
const UPKEEP = [[0.1, 0.25], [0.1, 0.25], [0.25, 0], [0.5, 0.25], [0.5, 0.25], [0.75, 0.5], [1, 0.5]];

// SplitMix with 32 bits of state.
let state = 0;
function uniform() {
  state = (state + 0x9e3779b9) | 0;
  let word = state;
  word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
  return ((word ^ (word >>> 15)) >>> 0) / 4294967296;
}

// By Marsaglia's polar method; the second of each pair is kept for the next call.
let spare = NaN;
function normal() {
  if (spare === spare) {
    const kept = spare;
    spare = NaN;
    return kept;
  }
  let x, y, square;
  do {
    x = 2 * uniform() - 1;
    y = 2 * uniform() - 1;
    square = x * x + y * y;
  } while (square >= 1 || square === 0);
  const factor = Math.sqrt((-2 * Math.log(square)) / square);
  spare = y * factor;
  return x * factor;
}

// Marsaglia and Tsang; the shape is 1 or more.
function gamma(shape) {
  const d = shape - 1 / 3, c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(), root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root, u = uniform();
    if (u < 1 - 0.0331 * x * x * x * x || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

function pert(low, likely, high) {
  const alpha = 1 + (4 * (likely - low)) / (high - low);
  const x = gamma(alpha);
  return low + (high - low) * (x / (x + gamma(6 - alpha)));
}

// Knuth: as many uniform numbers as keep their product above e^−mean.
function poisson(limit) {
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count++;
  return count;
}

function simulated(seed, years) {
  state = seed;
  spare = NaN;
  const columns = () => UPKEEP.map(() => new Float64Array(years));
  const pay = columns(), payer = columns(), referrer = columns(), net = new Float64Array(years);
  for (let year = 0; year < years; year++) {
    const limit = Math.exp(-pert(6, 12, 24) / 12), conversion = pert(0.25, 0.4, 0.6), margin = pert(0.5, 0.6, 0.7);
    let introductions = 0, projects = 0, above = 0, total = 0, windowed = 0, firstYear = 0;
    for (let month = 0; month < 12; month++) {
      const came = poisson(limit);
      introductions += came;
      for (let introduction = 0; introduction < came; introduction++) {
        if (uniform() >= conversion) continue;
        const value = pert(3000, 8000, 20000), months = Math.max(1, Math.round(pert(1, 3, 8)));
        projects++;
        if (value > 2000) above++;
        total += value;
        windowed += (value * Math.min(months, 3)) / months;
        firstYear += (value * Math.min(months, 12 - month)) / months;
      }
    }
    net[year] = total;
    pay[0][year] = 300 * above;
    pay[1][year] = projects;
    pay[2][year] = 12 * 300;
    pay[3][year] = 0.05 * total;
    pay[4][year] = 0.1 * total;
    pay[5][year] = 0.15 * windowed;
    pay[6][year] =
      Math.min(Math.max(12 * 100 + 0.05 * firstYear, 600), 10000) + Math.min(0.05 * (total - firstYear), 10000);
    for (let offer = 0; offer < UPKEEP.length; offer++) {
      const upkeep = HOUR * (12 * UPKEEP[offer][0] + UPKEEP[offer][1] * introductions);
      payer[offer][year] = margin * total - pay[offer][year] - upkeep;
      referrer[offer][year] = pay[offer][year] - upkeep;
    }
  }
  return UPKEEP.map((_, offer) => ({
    pay: { ...mean(pay[offer]), ...quantiles(pay[offer]) },
    payer: gain(payer[offer]),
    referrer: gain(referrer[offer]),
    band: inBand(pay[offer], net),
  }));
}

function mean(values) {
  let sum = 0, squares = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

function gain(values) {
  let losses = 0;
  for (let i = 0; i < values.length; i++) if (values[i] < 0) losses++;
  return { ...mean(values), loss: losses / values.length };
}

function quantiles(values) {
  const sorted = values.slice().sort();
  const at = (part) => sorted[Math.ceil(sorted.length * part) - 1];
  return { p10: at(0.1), median: at(0.5), p90: at(0.9) };
}

function inBand(pay, net) {
  let inside = 0, inQuestion = 0;
  for (let year = 0; year < pay.length; year++) {
    if (pay[year] === 0 && net[year] === 0) continue;
    inQuestion++;
    if (net[year] > 0 && LOW * net[year] <= pay[year] && pay[year] <= HIGH * net[year]) inside++;
  }
  return inside / inQuestion;
}

await serve(async (seed, years) => {
  const { ms, result } = await timed(() => simulated(seed, years));
  return { ms, offers: result };
});
