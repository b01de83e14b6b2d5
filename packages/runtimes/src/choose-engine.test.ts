import { afterEach, expect, it, vi } from "vitest";
import { chooseEngine } from "./choose-engine.ts";

/** No runtime is installed here. */
const root = import.meta.dirname;

afterEach(() => {
  vi.unstubAllEnvs();
});

it("takes the environment's engine where no flag names one", async () => {
  vi.stubEnv("DALMEUM_ENGINE", "onnxruntime");
  vi.stubEnv("DALMEUM_PRECISION", "float32");
  expect(await chooseEngine(root, {})).toMatchObject({ name: "onnxruntime", precision: "float32" });
  vi.stubEnv("DALMEUM_ENGINE", "openvino");
  await expect(chooseEngine(root, {})).rejects.toThrow(/found no OpenVINO/);
  vi.stubEnv("DALMEUM_ENGINE", "xla");
  vi.stubEnv("DALMEUM_PRECISION", "tf32");
  await expect(chooseEngine(root, {})).rejects.toThrow(/found no XLA/);
});

it("takes a flag's engine, and not the precision that the environment has for another", async () => {
  vi.stubEnv("DALMEUM_ENGINE", "openvino");
  vi.stubEnv("DALMEUM_PRECISION", "bfloat16");
  expect(await chooseEngine(root, { engine: "onnxruntime" })).toMatchObject({ name: "onnxruntime" });
});

it("takes empty values for none, and refuses others", async () => {
  vi.stubEnv("DALMEUM_ENGINE", "");
  expect(await chooseEngine(root, {})).toMatchObject({ name: "onnxruntime" });
  vi.stubEnv("DALMEUM_ENGINE", "torch");
  vi.stubEnv("DALMEUM_PRECISION", "half");
  expect(() => chooseEngine(root, {})).toThrow(
    /DALMEUM_ENGINE: found torch, expected onnxruntime or openvino or tensorflow or xla\n.*DALMEUM_PRECISION: found half, expected float32 or tf32 or bfloat16/,
  );
});
