import { fileURLToPath } from "node:url";

/** Plugins that are installed from a registry. */
export const XLA_VARIANTS = ["cuda13", "cuda12", "cpu"] as const;
export type XlaVariant = (typeof XLA_VARIANTS)[number];

/** NVIDIA's packages, which lie beside a plugin. */
export interface CudaPackages {
  /** Absolute path of pip's list, with hashes. */
  readonly requirements: string;
  readonly size: string;
  /** Of these the plugin opens some, and compiling needs the last two. Paths below the plugin's folder. */
  readonly files: readonly string[];
  /** Oldest driver, as NVIDIA publishes it. */
  readonly driver: number;
}

export interface XlaWheel {
  readonly requirement: string;
  readonly size: string;
  readonly sha256: string;
  readonly folder: string;
  /** Path of the library in the wheel and below the folder. */
  readonly plugin: string;
  /** Options of its client. */
  readonly options: Readonly<Record<string, bigint | boolean>>;
  readonly cuda?: CudaPackages;
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

const listed = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** PJRT plugins on PyPI, built from OpenXLA; Apache-2.0. */
export const XLA_WHEELS: Readonly<Record<XlaVariant, XlaWheel>> = {
  cpu: {
    requirement: "lammps-jax-pjrt-cpu==0.11.2",
    size: "63 MB",
    sha256: "1319390d948b39f69f7dade496b7c385149d9ca6097a6b62114da113216d9ad1",
    folder: "xla-cpu-0.11.2",
    plugin: "lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so",
    // It makes four, for programs that are spread over devices.
    options: { cpu_device_count: 1n },
  },
  cuda12: {
    requirement: "jax-cuda12-pjrt==0.12.0.1",
    size: "192 MB",
    sha256: "5ec28e06198d094031c37590b4ea753ae8cde4879ab4b60baf40f0dffb673286",
    folder: "xla-cuda12-0.12.0.1",
    plugin: "jax_plugins/xla_cuda12/xla_cuda_plugin.so",
    // Else it takes three quarters of the device's memory at once.
    options: { preallocate: false },
    cuda: {
      requirements: listed("cuda12-requirements.txt"),
      size: "2.0 GB",
      files: [
        "nvidia/cublas/lib/libcublas.so.12",
        "nvidia/cublas/lib/libcublasLt.so.12",
        "nvidia/cuda_cupti/lib/libcupti.so.12",
        "nvidia/cuda_nvrtc/lib/libnvrtc.so.12",
        "nvidia/cuda_runtime/lib/libcudart.so.12",
        "nvidia/cudnn/lib/libcudnn.so.9",
        "nvidia/cufft/lib/libcufft.so.11",
        "nvidia/nccl/lib/libnccl.so.2",
        "nvidia/nvjitlink/lib/libnvJitLink.so.12",
        "nvidia/cuda_nvcc/bin/ptxas",
        "nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc",
      ],
      driver: 525,
    },
  },
  cuda13: {
    requirement: "jax-cuda13-pjrt==0.12.0.1",
    size: "135 MB",
    sha256: "5899bb6177eda86ea532afb9a26794f2bdd04966f6a01f9028266b16c2b6cf90",
    folder: "xla-cuda13-0.12.0.1",
    plugin: "jax_plugins/xla_cuda13/xla_cuda_plugin.so",
    options: { preallocate: false },
    cuda: {
      requirements: listed("cuda13-requirements.txt"),
      size: "1.7 GB",
      files: [
        "nvidia/cu13/lib/libcublas.so.13",
        "nvidia/cu13/lib/libcublasLt.so.13",
        "nvidia/cu13/lib/libcudart.so.13",
        "nvidia/cu13/lib/libcufft.so.12",
        "nvidia/cu13/lib/libcupti.so.13",
        "nvidia/cu13/lib/libnvJitLink.so.13",
        "nvidia/cu13/lib/libnvrtc.so.13",
        "nvidia/cudnn/lib/libcudnn.so.9",
        "nvidia/nccl/lib/libnccl.so.2",
        "nvidia/cu13/bin/ptxas",
        "nvidia/cu13/nvvm/libdevice/libdevice.10.bc",
      ],
      driver: 580,
    },
  },
};
