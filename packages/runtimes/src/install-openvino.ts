import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { downloadWheel } from "./download-wheel.ts";
import { openvinoFolder } from "./openvino-folder.ts";
import { OPENVINO_WHEEL } from "./openvino-wheel.ts";
import { replaceFolder } from "@dalmeum/files";
import { unpackWheel } from "./unpack-wheel.ts";

export interface InstallOpenvinoOptions {
  readonly root: string;
  /** A wheel that is here already; by default pip downloads it. */
  readonly wheel?: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Install OpenVINO's libraries into the workspace.
 * @returns their folder and names.
 * @throws UserError on a platform without a wheel, where pip cannot download, or where the wheel is another file.
 */
export async function installOpenvino({
  root,
  wheel,
  say,
  signal,
}: InstallOpenvinoOptions): Promise<{ readonly folder: string; readonly libraries: readonly string[] }> {
  const { version, platform, pip, sha256, libraries: files } = OPENVINO_WHEEL;
  const here = `${process.platform} ${process.arch}`;
  if (here !== platform) {
    throw new UserError(`OpenVINO is packaged for ${platform}, this is ${here}; onnxruntime trains here too`);
  }
  const folder = openvinoFolder(root);
  const downloads = mkdtempSync(join(tmpdir(), "dalmeum-runtime-"));
  try {
    if (wheel === undefined) say(`downloading openvino ${version} with pip (59 MB)`);
    const path = wheel ?? (await downloadWheel(`openvino==${version}`, pip, downloads, signal));
    say("checking its SHA-256 and unpacking the libraries");
    const unpack = (staging: string): readonly string[] => unpackWheel({ wheel: path, sha256, files, folder: staging });
    return { folder, libraries: await replaceFolder(folder, unpack) };
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
