import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** When it began, in microseconds. */
  ts: number;
  args: { name?: string };
  /** Time of the processor in microseconds. */
  tdur?: number;
  /** From its beginning to its end in microseconds. */
  dur?: number;
}

/** The processor's milliseconds for each task of the page's own thread while `act` runs, with what its promises do after it. */
export async function tasksOf(page: Page, act: () => Promise<void>): Promise<number[]> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } });
  await act();
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const main = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread));
  const timed = events.filter((event) => event.tdur !== undefined && main.has(thread(event)));
  const tasks = timed.filter(({ name }) => name.endsWith('RunTask')).sort((a, b) => a.ts - b.ts);
  const times = tasks.map(({ tdur }) => tdur! / 1000);
  for (const { name, ts, tdur } of timed) {
    const last = tasks.findLastIndex((task) => task.ts <= ts);
    const isAfter = last >= 0 && ts >= tasks[last]!.ts + tasks[last]!.dur!;
    if (name === 'BlinkScheduler_PerformMicrotaskCheckpoint' && isAfter) times[last]! += tdur! / 1000;
  }
  return times;
}
