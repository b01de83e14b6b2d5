import { basename, dirname } from "node:path";
import { expect, it, vi } from "vitest";
import { writeWorkspace } from "@dalmeum/testing";
import { chooseEngine, engineCode, installedOpenvino } from "../src/index.ts";

it("runs the README's example", async () => {
  vi.stubEnv("DALMEUM_ENGINE", "");
  vi.stubEnv("DALMEUM_PRECISION", "");
  const root = writeWorkspace({}, []);
  const engine = await chooseEngine(root, { engine: "onnxruntime" }); // a flag, else DALMEUM_ENGINE, else what is installed
  const { name, precision, versions } = engine; // part of a run's identity
  const code = engineCode(name); // where the engine's code begins, of which nothing is loaded
  const libraries = installedOpenvino(root); // undefined: nobody has installed it here
  expect([name, precision]).toEqual(["onnxruntime", "float32"]);
  expect(Object.keys(versions)).toContain("onnxruntime-node");
  expect(code?.exports).toEqual(["onnxruntimeEngine"]);
  expect(basename(dirname(dirname(code?.file ?? "")))).toBe("graph-compiler");
  expect(libraries).toBeUndefined();
  expect((await chooseEngine(root, {})).name).toBe("onnxruntime");
  vi.unstubAllEnvs();
});
