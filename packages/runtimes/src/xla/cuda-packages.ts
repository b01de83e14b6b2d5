import { fileURLToPath } from "node:url";

/** Plugins for NVIDIA's GPUs, the newest first. */
export const CUDA_VARIANTS = ["cuda13", "cuda12"] as const;
export type CudaVariant = (typeof CUDA_VARIANTS)[number];

/** NVIDIA's packages, which lie beside a plugin. */
export interface CudaPackages {
  /** Absolute path of pip's list, with hashes. */
  readonly requirements: string;
  readonly size: string;
  /** What the plugin opens, and what compiling takes: ptxas and libdevice. Paths below the plugin's folder. */
  readonly files: readonly string[];
  /** Major version of the oldest driver, as NVIDIA publishes it. */
  readonly driver: number;
}

const listed = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const CUDA_PACKAGES: Readonly<Record<CudaVariant, CudaPackages>> = {
  cuda13: {
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
  cuda12: {
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
};
