import { describe, expect, it } from "vitest";
import { xlaPlugin } from "../../../test/xla-plugin.ts";
import { compileForTarget } from "./target.ts";

describe.skipIf(xlaPlugin === undefined)("compileForTarget", () => {
  it("says in the plugin's words that it compiles for no other device", async () => {
    const compiled = compileForTarget("module @m {}", { plugin: xlaPlugin ?? "", topology: { topology: "1x1x1" } });
    await expect(compiled).rejects.toThrow("Topology not supported for CPU compilation");
  });
});
