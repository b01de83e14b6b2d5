import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { sha256 } from "@dalmeum/files";
import { strToU8, zipSync } from "fflate";
import { type RayClient, UnreachableError } from "./ray-client.ts";

interface Package {
  readonly sha256: string;
  /** A ZIP archive. */
  readonly archive: Uint8Array;
}

/**
 * Let the cluster have an archive, unless it does.
 * @returns how Ray calls it. It keeps it for ten minutes, and while a job needs it.
 * @throws UserError where the cluster does not answer, or does not take it.
 */
export async function sendPackage(
  client: RayClient,
  { sha256, archive }: Package,
  signal: AbortSignal,
): Promise<string> {
  const name = `_ray_pkg_${sha256}.zip`;
  const path = `/api/packages/gcs/${name}`;
  const { status } = await client.ask(path, signal);
  if (status !== 200) {
    const sent = await client.ask(path, signal, { method: "PUT", body: archive });
    if (sent.status !== 200) throw unexpected(client, `does not take the workspace of ${archive.length} bytes`, sent);
  }
  return `gcs://${name}`;
}

/** What a job's driver is, and what it is to do; equal in that, equal in name. */
export function driverPackage(wanted: object): Package {
  const folder = join(import.meta.dirname, "driver/dalmeum_ray");
  const names = readdirSync(folder).filter((name) => name.endsWith(".py"));
  const files = {
    ...Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name))])),
    "wanted.json": strToU8(JSON.stringify(wanted)),
  };
  const archive = zipSync({ dalmeum_ray: files }, { mtime: new Date(1980, 0, 1) });
  return { sha256: sha256(archive), archive };
}

/** What Ray answers to what it does not do: the last line of a Python traceback says why. */
export function unexpected({ address }: RayClient, what: string, answer: { status: number; text: string }): UserError {
  const reason = answer.text.trim().split("\n").at(-1)?.slice(0, 500) ?? "";
  const message = `Ray at ${address} ${what}: it answers ${answer.status}: ${reason}`;
  return answer.status < 500 ? new UserError(message) : new UnreachableError(message);
}
