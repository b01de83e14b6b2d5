import { fileURLToPath } from "node:url";

/** Which TensorFlow: for the CPU alone, or for NVIDIA's processors too. */
export type TensorflowVariant = "cpu" | "gpu";

/** TensorFlow's official wheels on PyPI, which hold its libraries and C headers; Apache-2.0. */
export const TENSORFLOW_WHEELS = {
  version: "2.21.0",
  /** As pip names the platform, the CUDA packages' too; the wheels' Python plays no part. */
  pip: [
    ...["--platform", "manylinux_2_27_x86_64", "--platform", "manylinux2014_x86_64"],
    ...["--python-version", "311", "--implementation", "cp", "--abi", "cp311"],
  ],
  /** Node's names of where it runs. */
  platform: "linux x64",
  variants: {
    cpu: {
      requirement: "tensorflow-cpu==2.21.0",
      size: "274 MB",
      sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
      binds: "@tensorflow/tfjs-node",
      folder: "tensorflow-2.21.0",
    },
    gpu: {
      requirement: "tensorflow==2.21.0",
      size: "572 MB",
      sha256: "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
      binds: "@tensorflow/tfjs-node-gpu",
      folder: "tensorflow-gpu-2.21.0",
    },
  },
  /** The libraries, and the headers that the addon's source reads. */
  files:
    /^(tensorflow\/(?:libtensorflow_(?:cc|framework)\.so\.2|include\/(?:tensorflow\/c(?:\/eager)?|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/\w+\.h))$/,
} as const;

/** NVIDIA's packages that the wheel for GPUs asks for, but the compiler, which its eager kernels do without. */
export const CUDA_WHEELS = {
  requirements: fileURLToPath(new URL("cuda-requirements.txt", import.meta.url)),
  files: /^(nvidia\/\w+\/lib\/lib[\w.-]+)$/,
} as const;
