import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Reporter } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { noEngine as engine, silentReporter, writeWorkspace } from "@dalmeum/testing";
import { lastRun, planRuns, runKeys, runState, trainRun } from "../src/index.ts";
import { changesLine, explainRun } from "../src/changes.ts";

const EXPERIMENT = `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const CONSTANT = 2.5;
const spread = (id) => id.length / 10 + Number(id.at(-1)) / 7;

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  learner: { name: "guess", options: {}, fit: () => ({ id }) => CONSTANT + spread(id) },
});
`;

it("runs the README's example", async () => {
  const share = undefined;
  const root = writeWorkspace({ mean: EXPERIMENT }, ["data", "experiments"]);
  const said: string[] = [];
  const reporter: Reporter = { ...silentReporter, say: (line) => said.push(line) };
  const { signal } = new AbortController();

  const loaded = await loadExperiment(root, "mean");
  const plan = await planRuns(loaded, { engine, reporter, signal }, share); // what its runs follow from, and what makes them
  for (const key of runKeys(loaded.experiment)) {
    const { path, reused, record } = await trainRun({
      loaded,
      key,
      restart: false,
      plan,
      engine,
      reporter,
      signal,
      share,
    });
    const state = runState(join(root, path)); // missing, running, unfinished or finished
    const last = lastRun(loaded.folder, key, loaded.settings);
    const why = last && changesLine(explainRun(last, plan)); // "nothing has changed"
    expect({ reused, state, why }).toEqual({
      reused: false,
      state: { kind: "finished", record },
      why: "nothing has changed",
    });
    expect(existsSync(join(root, path, "work"))).toBe(false);
    expect(Object.keys(record.result.files)).toContain("code.json.gz");
    expect((await trainRun({ loaded, key, restart: false, plan, engine, reporter, signal, share })).reused).toBe(true);
  }
  expect(said.at(-1)).toMatch(/^experiments\/mean\/runs\/seed-1-[0-9a-f]{8} is finished .*: reused$/);
});
