import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/postgres/database.ts";
import { hasPostgres, startPostgres, type PostgresServer } from "./server.ts";

const never = new AbortController().signal;

describe.skipIf(!hasPostgres())("a transaction (apt-get install postgresql)", { tags: ["slow"] }, () => {
  let server: PostgresServer;
  const open = (): Database => openDatabase({ url: server.url, say: () => undefined, patience: 60_000 });
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.remove());

  it("of whoever stands still keeps its rows from nobody, and is asked again once they move", async () => {
    const [asleep, awake] = [open(), open()];
    await awake.query("create table runs (id int, made int)");
    await awake.query("insert into runs values (1, 0)");
    let tries = 0;
    const slept = asleep.patiently(
      () =>
        asleep.transaction(async (statements) => {
          await statements.query("update runs set made = made + 1 where id = 1");
          if (++tries === 1) await setTimeout(12_000);
          await statements.query("update runs set made = made + 1 where id = 1");
        }),
      never,
    );
    await setTimeout(500);
    await awake.query("update runs set made = made + 10 where id = 1");
    expect(await awake.query("select made from runs")).toEqual([{ made: 10 }]);
    await slept;
    expect(tries).toBe(2);
    expect(await awake.query("select made from runs")).toEqual([{ made: 12 }]);
    await Promise.all([asleep.close(), awake.close()]);
  });
});
