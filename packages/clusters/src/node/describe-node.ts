import { execFile } from "node:child_process";
import { availableParallelism, hostname, totalmem } from "node:os";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { type NodeDescription, parseNodeDescription } from "../node-report.ts";
import type { Environment } from "./environment.ts";
import { PROGRAM } from "./program.ts";

/**
 * What an installed workspace says of the machine it lies on.
 * @throws UserError where it does not; the signal's reason.
 */
export async function describeNode(
  folder: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<NodeDescription> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, "cluster", "node"], {
      cwd: folder,
      env: environment,
      signal,
      maxBuffer: 2 ** 26,
    });
    return parseNodeDescription(stdout.trim().split("\n").at(-1) ?? "");
  } catch (cause) {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`npx dalmeum cluster node: expected what this machine has, in a line: ${reason}`, { cause });
  }
}

/** A node where nothing can be asked. */
export const brokenNode = (problem: string): NodeDescription => ({
  host: hostname(),
  node: process.version,
  cores: availableParallelism(),
  memory: totalmem(),
  gpus: 0,
  engines: [],
  store: null,
  key: null,
  problem,
});
