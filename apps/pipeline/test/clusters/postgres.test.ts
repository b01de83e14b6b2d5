import { setTimeout } from "node:timers/promises";
import { startPostgresCluster, type TestNode } from "@dalmeum/clusters/postgres-cluster";
import { hasPostgres } from "@dalmeum/clusters/postgres-server";
import { workingFolder } from "./processes.ts";
import { describeCluster, type TestCluster } from "./suite.ts";

describeCluster("postgres", "workers at a PostgreSQL (apt-get install postgresql)", {
  available: hasPostgres(),
  async start(nodes) {
    const started = await startPostgresCluster(0, {});
    const known = new Map<
      string,
      { readonly node: TestNode; readonly environment: Readonly<Record<string, string>> }
    >();
    const nodeNamed = (name: string): TestNode => {
      const found = known.get(name);
      if (found === undefined) throw new Error(`found no node ${name}`);
      return found.node;
    };
    const addNode = async (name: string, environment: Readonly<Record<string, string>>): Promise<void> => {
      known.set(name, { environment, node: await started.addNode(environment) });
    };
    try {
      await Promise.all(Object.entries(nodes).map(([name, environment]) => addNode(name, environment)));
    } catch (error) {
      await started.stop();
      throw error;
    }
    const cluster: TestCluster = {
      environment: { DATABASE_URL: started.server.url },
      id: (name) => Promise.resolve(nodeNamed(name).id),
      nodeOf: (pid) =>
        [...known].find(([, { environment }]) =>
          workingFolder(pid)?.startsWith(environment.XDG_CACHE_HOME ?? "-"),
        )?.[0],
      addNode,
      async killMaker(name) {
        await started.killMaker(nodeNamed(name));
        // As systemd does.
        await addNode(name, known.get(name)?.environment ?? {});
      },
      killNode: (name) => started.killNode(nodeNamed(name)),
      freezeNode: (name) => {
        started.freezeNode(nodeNamed(name));
      },
      wakeNode: (name) => {
        started.wakeNode(nodeNamed(name));
      },
      stop: () => started.stop(),
    };
    return { ...cluster, server: started.server };
  },
  mishaps: {
    "the database is away for five seconds": async ({ server }) => {
      await server.stop("killed");
      await setTimeout(5000);
      await server.start();
    },
  },
});
