// Moments as the clock on the workspace's wall shows them, in SQL.

/** Milliseconds since 1970-01-01T00:00 of that wall; `$2` is the workspace's time zone. */
export const wallMs = (column: string) => `extract(epoch from (${column} at time zone $2))::float8 * 1000`;
