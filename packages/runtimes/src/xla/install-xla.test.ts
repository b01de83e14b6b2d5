import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { folderOf } from "@dalmeum/testing";
import { OTHER_WHEEL, pip, plantPrograms } from "../../test/planted.ts";
import { unpackWheel } from "../unpack-wheel.ts";
import { CUDA_PACKAGES, CUDA_VARIANTS } from "./cuda-packages.ts";
import { installXla } from "./install-xla.ts";
import { XLA_FILES, XLA_PROGRAMS, XLA_VARIANTS, XLA_WHEELS } from "./xla-wheels.ts";

describe.runIf(process.platform === "linux" && process.arch === "x64")("installing XLA", () => {
  it.each(XLA_VARIANTS)("refuses another wheel for %s, and leaves nothing", async (variant) => {
    const { requirement, size, sha256 } = XLA_WHEELS[variant];
    const { root, said, options } = plantPrograms(pip(OTHER_WHEEL));
    await expect(installXla({ ...options, variant })).rejects.toThrow(`expected ${sha256}`);
    expect(said[0]).toBe(`downloading ${requirement} with pip (${size})`);
    expect(readdirSync(join(root, "runtimes"))).toEqual([]);
  });

  it("refuses another wheel that was given, and says what pip said", async () => {
    const given = plantPrograms(pip("exit 1"), "given.whl");
    await expect(installXla({ ...given.options, variant: "cpu" })).rejects.toThrow(/given\.whl: found SHA-256/);
    const { options } = plantPrograms(pip("echo 'ERROR: no network' >&2; exit 1"));
    await expect(installXla({ ...options, variant: "cuda13" })).rejects.toThrow(
      /pip could not download jax-cuda13-pjrt==[\d.]+: ERROR: no network\n.*--wheel <file>/,
    );
  });
});

it("unpacks plugins, libraries and what compiling starts, and nothing that lies outside", () => {
  const wanted = [
    "jax_plugins/xla_cuda13/xla_cuda_plugin.so",
    "lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so",
    "nvidia/cu13/bin/ptxas",
    "nvidia/cu13/lib/libcublas.so.13",
    "nvidia/cu13/nvvm/libdevice/libdevice.10.bc",
  ];
  const others = [
    "jax_plugins/xla_cuda13/__init__.py",
    "nvidia/cu13/bin/nvcc",
    "nvidia/cu13/include/cublas.h",
    "nvidia/cu13/lib/libcudart_static.a",
    "nvidia/cu13/lib/libnvvm.so.4",
    "nvidia/cu13/lib/../../../../libevil.so",
    "nvidia/../bin/ptxas",
    "/nvidia/cu13/bin/ptxas",
  ];
  const folder = folderOf({});
  const wheel = join(folder, "all.whl");
  writeFileSync(wheel, zipSync(Object.fromEntries([...wanted, ...others].map((path) => [path, strToU8(path)]))));
  const target = join(folder, "target");
  expect(unpackWheel({ wheel, files: XLA_FILES, programs: XLA_PROGRAMS, folder: target })).toEqual(wanted);
  expect(readdirSync(folder).toSorted()).toEqual(["all.whl", "target"]);
  const executable = wanted.filter((path) => (statSync(join(target, path)).mode & 0o100) !== 0);
  expect(executable).toEqual(["nvidia/cu13/bin/ptxas"]);
});

it.each(CUDA_VARIANTS)("has a hash of every package of %s, and a pattern for every file that it needs", (variant) => {
  const { requirements, files } = CUDA_PACKAGES[variant];
  const packages = readFileSync(requirements, "utf8")
    .split(/^(?=[a-z])/m)
    .slice(1);
  expect(packages.length).toBeGreaterThan(8);
  for (const each of packages)
    expect(each).toMatch(/^nvidia-[\w-]+==[\d.]+ \\\n(\s+--hash=sha256:[0-9a-f]{64}( \\)?\n)+$/);
  expect(files.filter((path) => !XLA_FILES.test(path))).toEqual([]);
  expect(XLA_WHEELS[variant].plugin).toMatch(XLA_FILES);
});
