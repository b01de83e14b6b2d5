import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { replaceFolder } from "@dalmeum/files";
import { downloadWheel } from "../download-wheel.ts";
import { unpackListed } from "../unpack-listed.ts";
import { unpackWheel } from "../unpack-wheel.ts";
import { xlaFolder } from "./installed-plugins.ts";
import { XLA_FILES, XLA_PIP, XLA_PLATFORM, XLA_PROGRAMS, XLA_WHEELS, type XlaVariant } from "./xla-wheels.ts";

export interface InstallXlaOptions {
  readonly root: string;
  readonly variant: XlaVariant;
  /** The plugin's wheel, where it is here already; by default pip downloads it. NVIDIA's are downloaded in any case. */
  readonly wheel?: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Install a PJRT plugin into the workspace, for NVIDIA's GPUs with the libraries that it opens, side by side as it looks for them.
 * @returns their folder and paths in it.
 * @throws UserError on a platform without a wheel, where pip cannot download, or where the wheel is another file.
 */
export async function installXla({
  root,
  variant,
  wheel,
  say,
  signal,
}: InstallXlaOptions): Promise<{ readonly folder: string; readonly libraries: readonly string[] }> {
  const { requirement, size, sha256, cuda } = XLA_WHEELS[variant];
  const here = `${process.platform} ${process.arch}`;
  if (here !== XLA_PLATFORM) {
    throw new UserError(
      `XLA is installed on ${XLA_PLATFORM} alone, this is ${here}; --plugin <file> takes a plugin that is here already, ` +
        "and onnxruntime trains here too",
    );
  }
  const folder = xlaFolder(root, variant);
  const downloads = mkdtempSync(join(tmpdir(), "dalmeum-runtime-"));
  try {
    if (wheel === undefined) say(`downloading ${requirement} with pip (${size})`);
    const path = wheel ?? (await downloadWheel(requirement, XLA_PIP, downloads, signal));
    const libraries = await replaceFolder(folder, async (staging) => {
      const taken = { files: XLA_FILES, programs: XLA_PROGRAMS, folder: staging };
      say("checking its SHA-256 and unpacking the plugin");
      const plugin = unpackWheel({ wheel: path, sha256, ...taken });
      if (cuda === undefined) return plugin;
      say(`downloading NVIDIA's CUDA packages with pip (${cuda.size})`);
      return [...plugin, ...(await unpackListed({ requirements: cuda.requirements, pip: XLA_PIP, signal, ...taken }))];
    });
    return { folder, libraries };
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
