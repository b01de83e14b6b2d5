import type { Database, Statements } from "./database.ts";

/** Our own tables; pg-boss has a schema of its own. */
const TABLES = `
create schema if not exists dalmeum;
create table if not exists dalmeum.workspaces (
  sha256 text primary key,
  announced text not null,
  archive bytea not null,
  asked_at timestamptz not null default now()
);
alter table dalmeum.workspaces alter column archive set storage external;
create table if not exists dalmeum.nodes (
  id text primary key,
  seen_at timestamptz not null default now(),
  state jsonb not null
);
create table if not exists dalmeum.events (
  id bigserial primary key,
  run uuid not null,
  at timestamptz not null default now(),
  identity text not null,
  experiment text not null,
  seed integer not null,
  fold integer,
  node text not null,
  attempt text not null,
  event jsonb not null
);
create index if not exists events_of_runs on dalmeum.events (run, id);
`;

/** Make what lacks. Whoever comes first does; a role that may not make tables uses those of another. */
export async function createTables(database: Database): Promise<void> {
  const [there] = await database.query("select 1 where to_regclass('dalmeum.events') is not null");
  if (there !== undefined) return;
  await database.transaction(async (statements) => {
    await lockTables(statements);
    await statements.query(TABLES);
  });
}

/** One at a time makes tables, until its transaction ends. */
export async function lockTables(statements: Statements): Promise<void> {
  await statements.query("select pg_advisory_xact_lock(hashtext('dalmeum.tables'))");
}

/** An archive that nobody asked for since, and that no job needs, is sent again where it lacks. */
const OLD_ARCHIVES = `
delete from dalmeum.workspaces where asked_at < now() - interval '1 day' and not exists (
  select 1 from dalmeum_queue.job where data->'job'->>'workspace' = sha256 and state <= 'active'
)`;
const OLD_ROWS = [
  OLD_ARCHIVES,
  "delete from dalmeum.nodes where seen_at < now() - interval '7 days'",
  "delete from dalmeum.events where at < now() - interval '7 days'",
];

/** Delete what nobody reads any more. */
export async function deleteOldRows(database: Database): Promise<void> {
  for (const text of OLD_ROWS) await database.query(text);
}
