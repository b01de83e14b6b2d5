import { UserError } from "@dalmeum/contracts";
import { type RayClient, UnreachableError } from "./ray-client.ts";

/**
 * Let the cluster have an archive, unless it does.
 * @returns how Ray calls it. It keeps it for ten minutes, and while a job needs it.
 * @throws UserError where the cluster does not answer, or does not take it.
 */
export async function sendPackage(
  client: RayClient,
  { sha256, archive }: { readonly sha256: string; readonly archive: Uint8Array },
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

/** What Ray answers to what it does not do: the last line of a Python traceback says why. */
export function unexpected({ address }: RayClient, what: string, answer: { status: number; text: string }): UserError {
  const reason = answer.text.trim().split("\n").at(-1)?.slice(0, 500) ?? "";
  const message = `Ray at ${address} ${what}: it answers ${answer.status}: ${reason}`;
  return answer.status < 500 ? new UserError(message) : new UnreachableError(message);
}
