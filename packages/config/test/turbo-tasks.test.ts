import { beforeEach, describe, expect, it } from "vitest";
import { createTurboWorkspace, type TurboWorkspace } from "./turbo-workspace.ts";

const RUN = "experiments/one/runs/run.json";

describe("turbo run submit", { tags: ["slow"] }, () => {
  let workspace: TurboWorkspace;
  beforeEach(async () => {
    workspace = await createTurboWorkspace();
  });

  it("asks every member and then the blend, each time: which runs are there, identities tell", async () => {
    for (let times = 0; times < 2; times++) {
      const tasks = await workspace.submit();
      expect(tasks.slice(0, 2).toSorted()).toEqual(["train one", "train two"]);
      expect(tasks.slice(2)).toEqual(["train blend", "submit blend"]);
    }
  });

  it("brings no older run back over a newer one", async () => {
    await workspace.submit();
    const changed = "export const mae = 2;\n";
    const before = workspace.read("packages/losses/src/mae.ts");
    workspace.write("packages/losses/src/mae.ts", changed);
    workspace.remove(RUN);
    await workspace.submit();
    workspace.write(RUN, "newer");
    workspace.write("packages/losses/src/mae.ts", before);
    await workspace.submit();
    expect(workspace.read(RUN)).toBe("newer");
  });
});

describe("turbo run test", { tags: ["slow"] }, () => {
  it("runs again what follows from a change, and nothing else", async () => {
    const workspace = await createTurboWorkspace();
    expect((await workspace.test()).toSorted()).toEqual(["test losses", "test models"]);
    expect(await workspace.test()).toEqual([]);
    workspace.write("packages/models/src/encoder.ts", "changed\n");
    expect(await workspace.test()).toEqual(["test models"]);
    workspace.write("packages/losses/src/mae.ts", "changed\n");
    expect((await workspace.test()).toSorted()).toEqual(["test losses", "test models"]);
    workspace.write("packages/losses/src/mae.test.ts", "changed\n");
    expect(await workspace.test()).toEqual(["test losses"]);
  });
});
