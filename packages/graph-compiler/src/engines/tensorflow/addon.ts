import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import type { KernelBackend } from "@tensorflow/tfjs-core";
import type { TFJSBinding } from "@tensorflow/tfjs-node/dist/tfjs_binding.js";
import { stockAddons, TENSORFLOW_PACKAGES, type TensorflowPackage } from "./packages.ts";

const require = createRequire(import.meta.url);

/** Addons built here, each a tfjs_binding.node, by the package that they belong to. */
export type BuiltAddons = Readonly<Partial<Record<TensorflowPackage, string>>>;

/** TensorFlow's library, bound. */
export interface TensorflowAddon {
  /** Of the library and of the package. */
  readonly versions: Readonly<Record<string, string>>;
  createBackend(): KernelBackend;
}

/**
 * Load the first addon that loads: of each package the one built here, then its own. Registers the package's kernels.
 * @throws UserError where none does.
 */
export async function loadAddon(built: BuiltAddons): Promise<TensorflowAddon> {
  configure();
  const failures: string[] = [];
  for (const name of TENSORFLOW_PACKAGES) {
    for (const path of [built[name], ...stockAddons(name)]) {
      if (path === undefined) continue;
      try {
        return await bind(name, bindingAt(path));
      } catch (cause) {
        failures.push(`  ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    }
  }
  if (failures.length === 0) {
    throw new UserError("found no TensorFlow; `npx dalmeum runtime install tensorflow` installs it");
  }
  throw new UserError(
    ["TensorFlow does not load; `npx dalmeum runtime install tensorflow` installs it anew", ...failures].join("\n"),
  );
}

/** The package's kernels and backend, without its main module, which loads its own addon and no other. */
async function bind(name: TensorflowPackage, binding: TFJSBinding): Promise<TensorflowAddon> {
  const { NodeJSKernelBackend, version } = await MODULES[name]();
  return {
    versions: { tensorflow: binding.TF_Version, [name]: version },
    createBackend: () => new NodeJSKernelBackend(binding, name),
  };
}

const MODULES = {
  "@tensorflow/tfjs-node-gpu": async () => {
    await import("@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js");
    const { NodeJSKernelBackend } = await import("@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js");
    return { NodeJSKernelBackend, ...(await import("@tensorflow/tfjs-node-gpu/dist/version.js")) };
  },
  "@tensorflow/tfjs-node": async () => {
    await import("@tensorflow/tfjs-node/dist/register_all_kernels.js");
    const { NodeJSKernelBackend } = await import("@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js");
    return { NodeJSKernelBackend, ...(await import("@tensorflow/tfjs-node/dist/version.js")) };
  },
};

function bindingAt(path: string): TFJSBinding {
  const found: unknown = require(join(dirname(path), "tfjs_binding.node"));
  if (!isBinding(found)) throw new Error("it is no addon of @tensorflow/tfjs-node");
  return found;
}

const isBinding = (value: unknown): value is TFJSBinding =>
  typeof value === "object" && value !== null && "TF_Version" in value && "executeOp" in value;

/** What TensorFlow reads of the environment when it is loaded. */
function configure(): void {
  // It tells on standard error, each time, how it was built.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
  // Results must not depend on the environment. oneDNN rounds otherwise and announces so; and NVIDIA's processors would
  // round the factors of a float32 product to TF32's 10 bits.
  process.env.TF_ENABLE_ONEDNN_OPTS = "0";
  process.env.NVIDIA_TF32_OVERRIDE = "0";
}
