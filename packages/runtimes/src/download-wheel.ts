import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";

const execute = promisify(execFile);

/** On Windows the second is Python 3. */
const PYTHONS = ["python3", "python"];

/**
 * Download one wheel with pip, through whatever package index pip is set up for.
 * @param requirement e.g. openvino==2026.4.1.
 * @param options of `pip download` that choose the platform.
 * @param folder where it is put; empty before.
 * @returns the path of the wheel.
 * @throws UserError where there is no pip, or it cannot download.
 */
export async function downloadWheel(
  requirement: string,
  options: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const [wheel] = await downloadWheels([requirement], options, folder, signal);
  if (wheel === undefined) throw new UserError(`pip downloaded no wheel for ${requirement}`);
  return wheel;
}

/**
 * Download wheels with pip.
 * @param requirements what to download, or `--requirement` and a file of it.
 * @returns their paths; see `downloadWheel` for the rest.
 */
export async function downloadWheels(
  requirements: readonly string[],
  options: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const pip = ["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check"];
  const python = await firstWithPip(signal);
  try {
    await execute(python, [...pip, ...options, "--dest", folder, ...requirements], { signal });
  } catch (cause) {
    signal.throwIfAborted();
    const said = lastLine(cause);
    throw new UserError(
      `pip could not download ${requirements.at(-1) ?? ""}: ${said}\n` +
        "It takes a network or a package index of your own; --wheel <file> installs a wheel that is here already.",
      { cause },
    );
  }
  return readdirSync(folder).flatMap((name) => (name.endsWith(".whl") ? [join(folder, name)] : []));
}

async function firstWithPip(signal: AbortSignal): Promise<string> {
  for (const python of PYTHONS) {
    try {
      await execute(python, ["-m", "pip", "--version"], { signal });
      return python;
    } catch {
      signal.throwIfAborted();
    }
  }
  throw new UserError(
    `found no Python with pip (tried ${PYTHONS.join(", ")}); install one, or give the wheel with --wheel <file>`,
  );
}

/** What pip said last of an error, else the error itself. */
function lastLine(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return stderr === "" ? String(error) : (stderr.split("\n").at(-1) ?? "");
}
