import { expect, it } from "vitest";
import { type ClusterEvent, judgeNodes, openCluster, packWorkspace } from "../src/index.ts";
import { hasPostgres, startPostgres } from "./postgres/server.ts";
import { startWorkers } from "./postgres/start-workers.ts";
import { KEY as key } from "./stand-in/team.ts";

it.runIf(hasPostgres())("runs the README's example (apt-get install postgresql)", { tags: ["slow"] }, async () => {
  const server = await startPostgres();
  const { team, url, close } = await startWorkers(server, [""]);
  const { root } = team;
  const { signal } = new AbortController();
  const environment = { DATABASE_URL: url };
  const { needs, node, runs } = team.wanted("quick", [1, 2]);
  const [keyId, say] = ["0f3a", (): void => undefined];
  const shown: ClusterEvent[] = [];
  const show = (event: ClusterEvent): void => void shown.push(event);

  const workspace = await packWorkspace(root); // what git knows or would add, as it lies: edits and new files too
  const cluster = await openCluster("postgres", { root, key, environment, say });
  const { engine, fit, unfit } = judgeNodes(await cluster.nodes(workspace, signal), { node, key: keyId });
  for await (const event of cluster.make({ workspace, engine, node, needs, runs }, signal)) show(event);
  await cluster.close(); // stops nothing there

  expect([fit.length, unfit.length]).toEqual([1, 0]);
  expect(shown.filter(({ kind }) => kind === "stored")).toHaveLength(2);
  await close();
  await server.remove();
});
