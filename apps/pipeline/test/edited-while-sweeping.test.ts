import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFolders } from "@dalmeum/runs";
import { readCodeArchive } from "@dalmeum/runs/changes";
import { expect, it } from "vitest";
import { z } from "zod";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

const EXPERIMENT = `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline, withParameters } from "@dalmeum/experiments";
import { z } from "zod";
import { learner } from "./parts/learner.ts";

export default withParameters({ weight: z.number().default(1) }, ({ weight }) =>
  defineBaseline({
    hypothesis: "It runs",
    data: competitionCsv({ folder: "datasets/tiny" }),
    leakage: "keep",
    learner: learner(weight),
  }),
);
`;

/** It waits for a file, so that the first run lasts until the test has edited this. */
const LEARNER = `import { existsSync } from "node:fs";
import { join } from "node:path";

export const learner = (weight: number) => ({
  name: "learner",
  options: { weight },
  fit: () => {
    while (!existsSync(join(process.cwd(), "edited")));
    return ({ id }: { readonly id: string }) => weight * id.length + 0.5 * id.charCodeAt(id.length - 1);
  },
});
`;

const codeOf = z.object({ inputs: z.object({ code: z.object({ hash: z.string() }) }) });

it("a sweep's runs follow from the code that it loaded, whatever is edited meanwhile", { tags: ["slow"] }, async () => {
  const root = createWorkspace({
    "experiments/tiny/experiment.ts": EXPERIMENT,
    "experiments/tiny/parts/learner.ts": LEARNER,
  });
  const folder = join(root, "experiments/tiny");
  const { child, ended } = startDalmeum(root, "sweep tiny --set weight=1,2,3");
  const edit = (): void => {
    writeFileSync(join(folder, "parts/learner.ts"), LEARNER.replace("0.5 *", "0.75 *"));
    writeFileSync(join(root, "edited"), "");
  };
  child.stdout?.once("data", edit);
  child.stderr?.once("data", edit);
  const { code, stdout, stderr } = await ended;
  expect(code, stderr).toBe(0);
  expect((stdout + stderr).match(/experiments\/tiny\/parts\/learner\.ts: changed since this process/g)).toHaveLength(1);
  const swept = runFolders(folder);
  expect(swept).toHaveLength(3);
  const hashes = swept.map(
    (run) => codeOf.parse(JSON.parse(readFileSync(join(run, "run.json"), "utf8"))).inputs.code.hash,
  );
  expect(new Set(hashes).size).toBe(1);
  for (const run of swept) {
    const loaded = readCodeArchive(run)?.pieces.find(({ name }) => name === "learner");
    expect(loaded?.text).toMatch("0.5 * id");
  }

  const again = await startDalmeum(root, "train tiny:weight=1").ended;
  expect(again.stdout + again.stderr).toMatch(
    /trained anew: experiments\/tiny\/parts\/learner\.ts: learner 0\.5 became 0\.75/,
  );
  expect(readdirSync(join(folder, "runs")).filter((name) => name.startsWith("seed-"))).toHaveLength(4);
});
