import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BuiltAddons } from "@dalmeum/graph-compiler";
import { TENSORFLOW_WHEELS, type TensorflowVariant } from "./tensorflow-wheels.ts";
import { runtimesFolder } from "./runtimes-folder.ts";

/** Where a workspace keeps TensorFlow's libraries, absolute. */
export function tensorflowFolder(root: string, variant: TensorflowVariant): string {
  return join(runtimesFolder(root), TENSORFLOW_WHEELS.variants[variant].folder);
}

/** The addon in such a folder, beside the libraries, which lie where they lie in the wheel. */
export function tensorflowAddon(folder: string): string {
  return join(folder, "tensorflow", "tfjs_binding.node");
}

/** Addons that are built in a workspace. */
export function builtTensorflow(root: string): BuiltAddons {
  const variants = ["cpu", "gpu"] as const;
  return Object.fromEntries(
    variants.flatMap((variant) => {
      const addon = tensorflowAddon(tensorflowFolder(root, variant));
      return existsSync(addon) ? [[TENSORFLOW_WHEELS.variants[variant].binds, addon]] : [];
    }),
  );
}
