const TRIES = 4;

/**
 * Milliseconds that a piece of work costs. The clock counts what others do on the machine, the processor's time the threads
 * of the compiler and the collector: the smaller of both is nearer to the truth.
 */
export async function once(work: () => unknown): Promise<number> {
  const [start, began] = [process.cpuUsage(), performance.now()];
  await work();
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(start);
  return Math.min(took, (user + system) / 1_000);
}

/** The best of a few tries, as many as it takes to come under the limit: a busy machine is no slow code. */
export async function cost(limit: number, work: () => unknown): Promise<number> {
  let took = await once(work);
  for (let i = 1; i < TRIES && took >= limit; i += 1) took = Math.min(took, await once(work));
  return took;
}
