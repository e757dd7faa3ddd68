// The best of three runs of a piece of work, in processor seconds of this process: what others do on the machine counts little.
export function bestOfThree(act: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const { user, system } = process.cpuUsage();
    act();
    const ended = process.cpuUsage();
    best = Math.min(best, (ended.user + ended.system - user - system) / 1e6);
  }
  return best;
}
