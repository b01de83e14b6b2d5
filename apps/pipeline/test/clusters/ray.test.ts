import { hasRay, startRay } from "@dalmeum/clusters/ray-cluster";
import { describeCluster } from "./suite.ts";

describeCluster("ray", "Ray (npm run ray:setup installs it)", {
  available: hasRay(),
  async start(nodes) {
    const { HOME = "" } = process.env;
    // pnpm's store is there: nodes of one machine need not download what it has.
    const names = Object.keys(nodes);
    const ray = await startRay({
      nodes: Object.fromEntries(Object.entries(nodes).map(([name, own]) => [name, { HOME, ...own }])),
    });
    return {
      environment: ray.environment,
      id: (name) => ray.id(name),
      nodeOf: (pid) => names.find((name) => ray.processes(name).some((each) => each.pid === pid)),
      addNode: (name, own) => {
        names.push(name);
        return ray.addNode(name, { HOME, ...own });
      },
      killMaker(name) {
        ray.killMaker(name);
        return Promise.resolve();
      },
      killNode(name) {
        ray.killNode(name);
        return Promise.resolve();
      },
      freezeNode: (name) => {
        ray.freezeNode(name);
      },
      wakeNode: (name) => {
        ray.wakeNode(name);
      },
      stop: () => ray.stop(),
    };
  },
});
