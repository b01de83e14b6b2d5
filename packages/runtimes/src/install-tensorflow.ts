import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { downloadWheel } from "./download-wheel.ts";
import { replaceFolder } from "@dalmeum/files";
import { tensorflowAddon, tensorflowFolder } from "./tensorflow-folder.ts";
import { CUDA_WHEELS, TENSORFLOW_WHEELS, type TensorflowVariant } from "./tensorflow-wheels.ts";
import { unpackListed } from "./unpack-listed.ts";
import { unpackWheel } from "./unpack-wheel.ts";

export interface InstallTensorflowOptions {
  readonly root: string;
  readonly variant: TensorflowVariant;
  /** TensorFlow's wheel, where it is here already; by default pip downloads it. */
  readonly wheel?: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Install TensorFlow's libraries into the workspace, and the addon that binds them to tfjs.
 * @returns their folder and paths in it.
 * @throws UserError on a platform without a wheel, without a C++ compiler, where pip cannot download, or where the wheel
 * is another file.
 */
export async function installTensorflow({
  root,
  variant,
  wheel,
  say,
  signal,
}: InstallTensorflowOptions): Promise<{ readonly folder: string; readonly libraries: readonly string[] }> {
  const { platform, pip, files, variants } = TENSORFLOW_WHEELS;
  const { requirement, size, sha256, binds } = variants[variant];
  const here = `${process.platform} ${process.arch}`;
  if (here !== platform) {
    throw new UserError(`TensorFlow is installed on ${platform} alone, this is ${here}; onnxruntime trains here too`);
  }
  const { buildTensorflowAddon, findCompiler } = await import("@dalmeum/graph-compiler");
  // Before anything is downloaded.
  const compiler = await findCompiler(signal);
  const folder = tensorflowFolder(root, variant);
  const downloads = mkdtempSync(join(tmpdir(), "dalmeum-runtime-"));
  try {
    if (wheel === undefined) say(`downloading ${requirement} with pip (${size})`);
    const path = wheel ?? (await downloadWheel(requirement, pip, downloads, signal));
    const libraries = await replaceFolder(folder, async (staging) => {
      say("checking its SHA-256 and unpacking the libraries");
      const unpacked = unpackWheel({ wheel: path, sha256, files, folder: staging });
      if (variant === "gpu") say("downloading NVIDIA's CUDA packages with pip (gigabytes)");
      const cuda = variant === "gpu" ? await unpackListed({ ...CUDA_WHEELS, pip, folder: staging, signal }) : [];
      const addon = tensorflowAddon(staging);
      const headers = join(dirname(addon), "include");
      say(`building the addon of ${binds}`);
      await buildTensorflowAddon({ name: binds, compiler, headers, addon, signal });
      rmSync(headers, { recursive: true });
      return [...unpacked.filter((file) => !file.endsWith(".h")), ...cuda];
    });
    return { folder, libraries };
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
