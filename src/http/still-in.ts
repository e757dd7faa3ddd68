// Whether whoever holds a stream open may still: asked ahead of time and a few at once, so that neither what flows nor other people's questions wait for it.

/** An answer older than this is not relied on. */
export const stillInMs = 2_500;
/** From this age on the next answer is asked for while what flows goes on. */
const aheadMs = 1_800;
/** Hundreds of streams hear the same event at once; their questions must not all stand in line for the database before everybody else's. */
const atOnce = 25;

let underWay = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(ask: () => Promise<T>): Promise<T> {
  if (underWay >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else underWay += 1;
  try {
    return await ask();
  } finally {
    // The place goes on to the next in line; without one it is free.
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}

/** Gives a question that may be asked at every event: true as long as `ask` said so no longer than `stillInMs` ago. The first one always asks. */
export function stillInOf(ask: () => Promise<boolean>, clock: () => number = () => performance.now()): () => Promise<boolean> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let isIn = true;
  let asking: Promise<void> | null = null;
  const again = () =>
    (asking ??= inTurn(async () => {
      const at = clock();
      isIn = await ask();
      askedAt = at;
    }).finally(() => (asking = null)));
  return async () => {
    const age = clock() - askedAt;
    if (age >= stillInMs) await again();
    // A fault ahead of time is no answer: it is asked again when it must be.
    else if (age >= aheadMs) void again().catch(() => {});
    return isIn;
  };
}
