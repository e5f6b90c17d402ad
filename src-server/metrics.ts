import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` tells, for Prometheus. Numbers only: no person, no customer, no scope. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'route' | 'status'>;
  readonly changes: Counter<'outcome'>;
  readonly entries: Counter<'way'>;
  readonly poison: Counter;
  readonly signIns: Counter<'outcome'>;
  readonly refreshes: Counter<'outcome'>;
  readonly connections: Gauge;
  readonly beyondHead: Counter;
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(options: { process: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.process) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'semicolon_request_seconds',
      help: 'Duration of requests',
      labelNames: ['route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    changes: new Counter({
      name: 'semicolon_push_changes_total',
      help: 'Changes that laptops pushed, by how they fared',
      labelNames: ['outcome'],
      registers,
    }),
    entries: new Counter({
      name: 'semicolon_log_entries_total',
      help: 'Log entries written by pushes (in) and sent to laptops (out)',
      labelNames: ['way'],
      registers,
    }),
    poison: new Counter({ name: 'semicolon_poison_total', help: 'Changes that broke the merge', registers }),
    refreshes: new Counter({
      name: 'semicolon_refreshes_total',
      help: 'Tokens that were renewed, and why some were not',
      labelNames: ['outcome'],
      registers,
    }),
    signIns: new Counter({
      name: 'semicolon_sign_ins_total',
      help: 'Sign-ins by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    connections: new Gauge({ name: 'semicolon_poke_connections', help: 'Open WebSockets', registers }),
    beyondHead: new Counter({
      name: 'semicolon_cursor_beyond_head_total',
      help: 'Laptops that knew more than the server: it lost commits without a new epoch',
      registers,
    }),
  };
}
