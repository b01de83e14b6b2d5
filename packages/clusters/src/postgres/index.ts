export { openPostgres, type PostgresOptions } from "./open-postgres.ts";
export { startWorker } from "./worker/start-worker.ts";
export type { WorkerOptions } from "./worker/working.ts";
