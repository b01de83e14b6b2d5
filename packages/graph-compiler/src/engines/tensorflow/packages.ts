import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The packages that bind TensorFlow to tfjs, alike but for the library that they expect; the first that loads is used. */
export const TENSORFLOW_PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

const { resolve } = createRequire(import.meta.url);

/** Each named as it is, so that what is reached can be read from the code. */
const MANIFESTS: Readonly<Record<TensorflowPackage, () => string>> = {
  "@tensorflow/tfjs-node-gpu": () => resolve("@tensorflow/tfjs-node-gpu/package.json"),
  "@tensorflow/tfjs-node": () => resolve("@tensorflow/tfjs-node/package.json"),
};

export type TensorflowPackage = (typeof TENSORFLOW_PACKAGES)[number];

/** Where a package lies; undefined where it is not installed, as it is optional. */
export function packageFolder(name: TensorflowPackage): string | undefined {
  try {
    return dirname(MANIFESTS[name]());
  } catch {
    return undefined;
  }
}

/** Addons that the package's own install script put there, where it was allowed to run. */
export function stockAddons(name: TensorflowPackage): readonly string[] {
  const folder = join(packageFolder(name) ?? "", "lib");
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder).map((version) => join(folder, version, "tfjs_binding.node"));
  return paths.filter((path) => existsSync(path));
}
