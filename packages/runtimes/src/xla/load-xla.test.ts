import { join } from "node:path";
import type { XlaEngineOptions } from "@dalmeum/graph-compiler";
import { type Engine, UserError } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { folderOf } from "@dalmeum/testing";
import { loadGpuXla } from "./load-xla.ts";
import { XLA_WHEELS } from "./xla-wheels.ts";

const { folder, plugin: library } = XLA_WHEELS.cuda12;
const CUDA12 = `runtimes/${folder}/${library}`;

/** Chooses for plugins that compute on these platforms; others refuse. No machine of CI has a GPU. */
function choose(platforms: Readonly<Record<string, string>>, given: string) {
  const root = folderOf({ [CUDA12]: "", "runtimes/xla-plugin/plugin.json": JSON.stringify({ plugin: given }) });
  const asked: XlaEngineOptions[] = [];
  const xlaEngine = (options: XlaEngineOptions): Engine => {
    asked.push(options);
    const name = options.plugin.replace(`${root}/`, "");
    const platform = platforms[name];
    if (platform === undefined) throw new UserError(`${name} does not start`);
    const none = (): never => {
      throw new Error("nothing is compiled here");
    };
    return { name, precision: "float32", versions: { platform }, compile: none, compileLengths: none };
  };
  const system = folderOf({ "dev/nvidiactl": "" });
  return { root, asked, engine: loadGpuXla({ root, system, precision: "tf32", xlaEngine }) };
}

it("takes the plugin that was given first, and keeps compiled programs in the workspace", () => {
  const { root, asked, engine } = choose({ "given.so": "rocm", [CUDA12]: "cuda" }, "given.so");
  expect(engine?.name).toBe("given.so");
  expect(asked).toEqual([{ plugin: "given.so", precision: "tf32", programs: join(root, "runtimes/xla-programs") }]);
});

it.each([
  ["computes on the CPU", { "given.so": "cpu", [CUDA12]: "cuda" }],
  ["does not start", { [CUDA12]: "cuda" }],
])("passes over one that %s", (_case, platforms) => {
  expect(choose(platforms, "given.so").engine?.name).toBe(CUDA12);
});

it("takes none where none is a GPU's", () => {
  expect(choose({ "given.so": "cpu" }, "given.so").engine).toBeUndefined();
});
