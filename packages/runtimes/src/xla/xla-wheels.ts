import { CUDA_VARIANTS } from "./cuda-packages.ts";

/** Plugins that are installed from a registry, in the order in which they are tried. */
export const XLA_VARIANTS = [...CUDA_VARIANTS, "cpu"] as const;
export type XlaVariant = (typeof XLA_VARIANTS)[number];

export interface XlaWheel {
  readonly requirement: string;
  readonly size: string;
  readonly sha256: string;
  readonly folder: string;
  /** Path of the library in the wheel and below the folder. */
  readonly plugin: string;
}

/** As pip names the platform; the wheels' Python plays no part. */
export const XLA_PIP = ["manylinux_2_27_x86_64", "manylinux_2_25_x86_64", "manylinux2014_x86_64"].flatMap((name) => [
  "--platform",
  name,
]);
/** Node's names of where they run. */
export const XLA_PLATFORM = "linux x64";

/** What is unpacked of all wheels: plugins, libraries that they open, and what compiling for a GPU takes. */
export const XLA_FILES =
  /^((?:lammps_jax_pjrt_cpu|jax_plugins\/xla_cuda1[23])\/\w+_plugin\.so|nvidia\/\w+\/(?:lib\/lib(?!nvvm\.)[\w.-]+\.so[.\d]*|bin\/(?:ptxas|nvlink)|nvvm\/libdevice\/libdevice\.10\.bc))$/;
/** Those of them that XLA starts. */
export const XLA_PROGRAMS = /\/bin\/\w+$/;

/** PJRT plugins on PyPI, built from OpenXLA; Apache-2.0. */
export const XLA_WHEELS: Readonly<Record<XlaVariant, XlaWheel>> = {
  cpu: {
    requirement: "lammps-jax-pjrt-cpu==0.11.2",
    size: "63 MB",
    sha256: "1319390d948b39f69f7dade496b7c385149d9ca6097a6b62114da113216d9ad1",
    folder: "xla-cpu-0.11.2",
    plugin: "lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so",
  },
  cuda12: {
    requirement: "jax-cuda12-pjrt==0.12.0.1",
    size: "192 MB",
    sha256: "5ec28e06198d094031c37590b4ea753ae8cde4879ab4b60baf40f0dffb673286",
    folder: "xla-cuda12-0.12.0.1",
    plugin: "jax_plugins/xla_cuda12/xla_cuda_plugin.so",
  },
  cuda13: {
    requirement: "jax-cuda13-pjrt==0.12.0.1",
    size: "135 MB",
    sha256: "5899bb6177eda86ea532afb9a26794f2bdd04966f6a01f9028266b16c2b6cf90",
    folder: "xla-cuda13-0.12.0.1",
    plugin: "jax_plugins/xla_cuda13/xla_cuda_plugin.so",
  },
};
