import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";

const runtimes = join(workspaceRoot, "runtimes");
const folder = (existsSync(runtimes) ? readdirSync(runtimes) : []).find((name) => /^xla-cpu-[\d.]+$/.test(name));

/** XLA's plugin for CPUs, where `npx dalmeum runtime install xla` installed it. */
export const xlaPlugin =
  folder === undefined ? undefined : join(runtimes, folder, "lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so");
