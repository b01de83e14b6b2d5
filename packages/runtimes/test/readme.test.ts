import { basename, dirname } from "node:path";
import { expect, it, vi } from "vitest";
import { writeWorkspace } from "@dalmeum/testing";
import { chooseEngine, engineCode, findNvidia, installedOpenvino, installedPlugins } from "../src/index.ts";

it("runs the README's example", async () => {
  vi.stubEnv("DALMEUM_ENGINE", "");
  vi.stubEnv("DALMEUM_PRECISION", "");
  const root = writeWorkspace({}, []);
  const engine = await chooseEngine(root, { engine: "onnxruntime" }); // a flag, else DALMEUM_ENGINE, else what is installed
  const { name, precision, versions } = engine; // part of a run's identity
  const code = engineCode(name); // where the engine's code begins, of which nothing is loaded
  const libraries = installedOpenvino(root); // undefined: nobody has installed it here
  const plugins = installedPlugins(root); // of XLA, in the order in which they are tried
  const gpu = findNvidia(); // models, driver, whether a program can reach them; undefined where there is none
  expect([name, precision]).toEqual(["onnxruntime", "float32"]);
  expect(Object.keys(versions)).toContain("onnxruntime-node");
  expect(code?.exports).toEqual(["onnxruntimeEngine"]);
  expect(basename(dirname(dirname(code?.file ?? "")))).toBe("graph-compiler");
  expect(libraries).toBeUndefined();
  expect(plugins).toEqual([]);
  expect(gpu?.reachable ?? false).toBeTypeOf("boolean");
  expect((await chooseEngine(root, {})).name).toBe("onnxruntime");
  vi.unstubAllEnvs();
});
