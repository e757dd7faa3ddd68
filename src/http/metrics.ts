// What an operator's graphs are drawn from: how many requests, how long, and how the process does. Labels hold no ids.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
  refused(reason: string): void;
  /** Rows of a file whose fate is committed: 'added', 'changed', 'same', 'repeated', 'set-aside'. */
  imported(rows: Readonly<Record<string, number>>): void;
}

/** `connections`: of the database, asked each time somebody reads the figures. */
export function metricsOf(connections: () => Readonly<Record<string, number>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "evenhand_request_seconds",
    help: "Seconds from the arrival of a request to the end of its answer, by route as described and not as asked",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const refusals = new Counter({ name: "evenhand_refusals_total", help: "Refusals by reason", labelNames: ["reason"], registers: [registry] });
  const rows = new Counter({ name: "evenhand_import_rows_total", help: "Rows of files by what became of them", labelNames: ["fate"], registers: [registry] });
  const pool = new Gauge({
    name: "evenhand_database_connections",
    help: "Connections to the database that are open and idle, and how many requests wait for one",
    labelNames: ["state"],
    registers: [registry],
    collect: () => {
      for (const [state, count] of Object.entries(connections())) pool.set({ state }, count);
    },
  });
  return {
    registry,
    observe: ({ method, route, status, seconds }) => duration.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
    refused: (reason) => refusals.inc({ reason }),
    imported: (counts) => {
      for (const [fate, count] of Object.entries(counts)) rows.inc({ fate }, Math.max(0, count));
    },
  };
}
