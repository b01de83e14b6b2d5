import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadWheels } from "./download-wheel.ts";
import { unpackWheel, type UnpackWheelOptions } from "./unpack-wheel.ts";

export interface UnpackListedOptions extends Omit<UnpackWheelOptions, "wheel" | "sha256"> {
  /** Absolute path of pip's list of wheels, with hashes, which pip checks. */
  readonly requirements: string;
  /** Options of `pip download` that choose the platform. */
  readonly pip: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Download wheels and unpack files of each.
 * @returns their paths below the folder.
 * @throws UserError where pip cannot download, finds another wheel than the list says, or a wheel has none of the files.
 */
export async function unpackListed({
  requirements,
  pip,
  signal,
  ...unpacked
}: UnpackListedOptions): Promise<readonly string[]> {
  const downloads = mkdtempSync(join(tmpdir(), "dalmeum-runtime-"));
  try {
    const listed = ["--require-hashes", "--requirement", requirements];
    const wheels = await downloadWheels(listed, pip, downloads, signal);
    return wheels.flatMap((wheel) => unpackWheel({ wheel, ...unpacked }));
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
