import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { givenPluginFolder, readGivenPlugin } from "./given-plugin.ts";
import { CUDA_PACKAGES, type CudaPackages } from "./cuda-packages.ts";
import { XLA_VARIANTS, XLA_WHEELS, type XlaVariant } from "./xla-wheels.ts";
import { runtimesFolder } from "../runtimes-folder.ts";

/** A PJRT plugin of a workspace. */
export interface InstalledPlugin {
  readonly variant: XlaVariant | "given";
  /** Below the workspace's root, for messages. */
  readonly folder: string;
  /** Absolute. */
  readonly file: string;
  readonly cuda?: CudaPackages;
}

/** Where a workspace keeps a plugin, absolute. */
export const xlaFolder = (root: string, variant: XlaVariant): string =>
  join(runtimesFolder(root), XLA_WHEELS[variant].folder);

/**
 * The plugins of a workspace, in the order in which they are tried: the one that somebody gave, the newest CUDA, the CPU.
 * @throws UserError where what names the given one is damaged.
 */
export function installedPlugins(root: string): readonly InstalledPlugin[] {
  const given = givenPluginFolder(root);
  return [
    ...(existsSync(given)
      ? [{ variant: "given", folder: relative(root, given), file: readGivenPlugin(given) } as const]
      : []),
    ...XLA_VARIANTS.flatMap((variant) => {
      const folder = xlaFolder(root, variant);
      if (!existsSync(folder)) return [];
      const installed = { variant, folder: relative(root, folder), file: join(folder, XLA_WHEELS[variant].plugin) };
      return [variant === "cpu" ? installed : { ...installed, cuda: CUDA_PACKAGES[variant] }];
    }),
  ];
}
