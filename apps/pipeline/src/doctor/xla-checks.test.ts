import { CUDA_PACKAGES } from "@dalmeum/runtimes";
import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { checkGpu, checkXla } from "./xla-checks.ts";

const withDriver = (version: string): Readonly<Record<string, string>> => ({
  "dev/nvidiactl": "",
  "proc/driver/nvidia/version": `NVRM version: NVIDIA UNIX x86_64 Kernel Module  ${version}  Sun Jul 27 2025\n`,
  "proc/driver/nvidia/gpus/0000:01:00.0/information": "Model: \t\t NVIDIA L4\n",
});

const CUDA13 = "runtimes/xla-cuda13-0.12.0.1";
const plugin = { [`${CUDA13}/jax_plugins/xla_cuda13/xla_cuda_plugin.so`]: "no library" };
const libraries = Object.fromEntries(CUDA_PACKAGES.cuda13.files.map((path) => [`${CUDA13}/${path}`, ""]));

const without = (files: Readonly<Record<string, string>>, path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).filter(([each]) => each !== path));

const textOf = ({ ok, required, what, found, advice = "" }: Finding): string =>
  `${ok ? "ok" : "missing"}${required ? " required" : ""} ${what}: ${found} -> ${advice}`;

const told = async (
  files: Readonly<Record<string, string>>,
  system: Readonly<Record<string, string>>,
): Promise<readonly string[]> => (await checkXla(folderOf(files), folderOf(system))).map(textOf);

describe("the GPU", () => {
  const gpu = (system: Readonly<Record<string, string>>): string => textOf(checkGpu(folderOf(system)));

  it("is nothing to miss", () => {
    expect(gpu({})).toBe("ok GPU: none of NVIDIA's -> ");
  });

  it("is named, with its driver", () => {
    expect(gpu(withDriver("580.65.06"))).toBe("ok GPU: NVIDIA L4, driver 580.65.06 -> ");
  });

  it("has a driver that is too old for every plugin, or none that a program reaches", () => {
    expect(gpu(withDriver("470.256.02"))).toMatch(
      /^missing GPU: .* 470\.256\.02 -> too old for XLA: update .*580 .* CUDA 13, 525 .* CUDA 12, as NVIDIA publishes/,
    );
    expect(gpu(without(withDriver("580.65.06"), "dev/nvidiactl"))).toMatch(
      /^missing GPU: .* no program can reach it -> install NVIDIA's driver .* container/,
    );
  });
});

describe("XLA", () => {
  it("is not missed where no GPU can use it", async () => {
    for (const system of [{}, withDriver("470.256.02")]) {
      expect(await told({}, system)).toEqual(["ok xla: not installed; no GPU here can use it -> "]);
    }
  });

  it.each([
    ["580.65.06", "cuda13"],
    ["550.54.15", "cuda12"],
  ])("has a cure by the driver %s where it is not installed", async (driver, cuda) => {
    expect(await told({}, withDriver(driver))).toEqual([
      expect.stringMatching(`missing xla: not installed, and a GPU is here -> .*install xla --${cuda}$`),
    ]);
  });

  it("lacks files, a device, or a driver that is new enough", async () => {
    expect(await told(libraries, withDriver("580.65.06"))).toEqual([
      expect.stringMatching(
        /^missing xla cuda13: .*xla_cuda_plugin\.so is not there -> delete .*install xla --cuda13$/,
      ),
    ]);
    const lacking = without(libraries, `${CUDA13}/nvidia/cu13/bin/ptxas`);
    expect(await told({ ...plugin, ...lacking }, withDriver("580.65.06"))).toEqual([
      expect.stringMatching(/^missing xla cuda13: lacks nvidia\/cu13\/bin\/ptxas -> delete .*install xla --cuda13$/),
    ]);
    expect(await told({ ...plugin, ...libraries }, {})).toEqual([
      expect.stringMatching(/^missing xla cuda13: installed, and no NVIDIA GPU that it can reach -> /),
    ]);
    expect(await told({ ...plugin, ...libraries }, withDriver("550.54.15"))).toEqual([
      expect.stringMatching(
        /^missing xla cuda13: driver 550\.54\.15, expected 580 or newer .* -> update the driver, or .*--cuda12$/,
      ),
    ]);
  });

  it("says what a plugin says that does not start", async () => {
    expect(await told({ ...plugin, ...libraries }, withDriver("580.65.06"))).toEqual([
      expect.stringMatching(/^missing xla cuda13: does not compute here -> .*xla_cuda_plugin\.so does not load/),
    ]);
  });

  it("says what names a plugin and is damaged, or names a file that has gone", async () => {
    const given = "runtimes/xla-plugin/plugin.json";
    expect(await told({ [given]: "{" }, {})).toEqual([
      expect.stringMatching(/^missing xla: has problems -> .*plugin\.json/),
    ]);
    expect(await told({ [given]: '{"plugin":"/nowhere/plugin.so"}' }, {})).toEqual([
      expect.stringMatching(/^missing xla given: \/nowhere\/plugin\.so is not there -> .*--plugin <file>$/),
    ]);
  });
});
