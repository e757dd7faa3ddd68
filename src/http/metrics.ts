// What an operator's graphs are drawn from: how many requests, how long, and how the process does. Labels hold no ids.
import { Counter, Histogram, Registry, collectDefaultMetrics } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
  refused(reason: string): void;
}

export function metricsOf(): Metrics {
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
  return {
    registry,
    observe: ({ method, route, status, seconds }) => duration.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
    refused: (reason) => refusals.inc({ reason }),
  };
}
