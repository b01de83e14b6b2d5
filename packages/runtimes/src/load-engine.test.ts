import { existsSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { folderOf } from "@dalmeum/testing";
import { loadEngine } from "./load-engine.ts";
import { XLA_WHEELS, type XlaVariant } from "./xla/xla-wheels.ts";

const device = { "dev/nvidiactl": "" };
/** Files in the places of plugins, which are none. */
const plugins = (...variants: readonly XlaVariant[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    variants.map((variant) => [`runtimes/${XLA_WHEELS[variant].folder}/${XLA_WHEELS[variant].plugin}`, "no plugin"]),
  );

describe("without a choice", () => {
  it.each([
    ["nothing is installed", {}, device],
    ["a GPU's plugin is installed and no device is here", plugins("cuda13"), {}],
    ["the device's plugin does not load", plugins("cuda13", "cuda12"), device],
    ["XLA is installed for the CPU", plugins("cpu"), device],
  ])("onnxruntime computes where %s", async (_case, files, system) => {
    expect((await loadEngine(folderOf(files), {}, folderOf(system))).name).toBe("onnxruntime");
  });
});

it("comes with tfjs's rules for comparisons", async () => {
  await loadEngine(folderOf({}), { engine: "onnxruntime" });
  expect(tf.getGradient("Greater")).toMatchObject({ kernelName: "Greater" });
});

describe("--engine xla", () => {
  const refusal = async (
    files: Readonly<Record<string, string>>,
    system: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const thrown: unknown = await loadEngine(folderOf(files), { engine: "xla" }, folderOf(system)).catch(
      (error: unknown) => error,
    );
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : "loaded";
  };

  it("says how to install it where it is not", async () => {
    expect(await refusal({}, device)).toMatch(/^UserError: found no XLA; `npx dalmeum runtime install xla` .*--cuda13/);
  });

  it("says in one line that a plugin has no device", async () => {
    expect(await refusal(plugins("cuda13"), {})).toMatch(
      /^UserError: runtimes\/xla-cuda13-[\d.]+: found no NVIDIA device .*, expected one; .*doctor.*$/,
    );
  });

  it("says in one line what each plugin of a GPU said, and computes on no CPU in its place", async () => {
    const told = await refusal(plugins("cuda13", "cuda12", "cpu"), device);
    expect(told).toMatch(
      /^UserError: found no XLA plugin that computes here: \/\S+\/xla-cuda13-.*; \/\S+\/xla-cuda12-.*$/,
    );
    expect(told).not.toContain("xla-cpu");
  });

  it("takes the CPU's where a GPU's has no device", async () => {
    expect(await refusal(plugins("cuda13", "cpu"), {})).toMatch(/computes here: \/\S+\/xla-cpu-/);
  });
});

describe.runIf(existsSync(join(workspaceRoot, "runtimes", XLA_WHEELS.cpu.folder)))("XLA on the CPU", () => {
  const system = "/nowhere";

  it("computes in float32 where it is asked to, keeps compiled programs, and cannot profile", async () => {
    const engine = await loadEngine(workspaceRoot, { engine: "xla" }, system);
    expect(engine).toMatchObject({ name: "xla", precision: "float32", versions: { platform: "cpu" } });
    await expect(loadEngine(workspaceRoot, { engine: "xla", profile: true }, system)).rejects.toThrow(
      /--profile: xla, which computes here, cannot tell/,
    );
  });

  it.each(["tf32", "bfloat16"] as const)("computes in %s where it is asked to", async (precision) => {
    expect((await loadEngine(workspaceRoot, { engine: "xla", precision }, system)).precision).toBe(precision);
  });

  it("is not chosen by itself", async () => {
    expect((await loadEngine(workspaceRoot, {}, system)).name).not.toBe("xla");
  });
});

it.each([
  [{ engine: "onnxruntime", precision: "tf32" }, "onnxruntime computes in float32; tf32 takes --engine xla"],
  [{ engine: "openvino", precision: "tf32" }, "openvino computes in float32 or bfloat16; tf32 takes --engine xla"],
  [
    { engine: "tensorflow", precision: "bfloat16" },
    "tensorflow computes in float32; bfloat16 takes --engine openvino or xla",
  ],
  [{ precision: "tf32" }, "onnxruntime computes in float32; tf32 takes --engine xla"],
] as const)("refuses %j", async (choice, message) => {
  await expect(loadEngine(folderOf({}), choice, folderOf({}))).rejects.toThrow(message);
});
