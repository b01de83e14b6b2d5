import { writeWorkspace } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { createScaffold } from "../src/index.ts";

it("runs the README's example", async () => {
  const root = writeWorkspace({}, [], {
    "packages/losses/package.json": '{ "name": "@dalmeum/losses" }',
    "packages/losses/src/index.ts": 'export { maeLoss } from "./mae-loss.ts";\n',
  });

  const made = await createScaffold(root, {
    kind: "loss", // or augmentation, ensembler, baseline, technique, head, experiment, dataset
    name: "log-cosh-loss",
    owner: "@mina", // undefined leaves CODEOWNERS as it is
    from: "baseline", // an experiment begins as this one
    data: undefined, // and reads this dataset in its place
  });
  const { created, edited } = made; // paths: nothing that was there is overwritten

  expect(created).toContain("packages/losses/src/log-cosh-loss.ts");
  expect(edited).toEqual(["packages/losses/src/index.ts", ".github/CODEOWNERS"]);
});
