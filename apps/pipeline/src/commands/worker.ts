import { join, resolve } from "node:path";
import { startWorker } from "@dalmeum/clusters/postgres";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { openRunStore, storeAddress } from "@dalmeum/runs";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

/** Make runs that teammates want, on this machine, until the person or the machine asks to stop. */
export async function worker(this: Context, { json }: CommonFlags): Promise<void> {
  const { signal } = this;
  const root = findWorkspaceRoot(this.cwd);
  // Without a store nothing that it makes would reach anybody.
  const { key } = openRunStore({ root, signal });
  const { say } = createReporter(this.process, json);
  const environment = { ...process.env, DALMEUM_RUNS: addressFrom(root) };
  await startWorker({ environment, key, runtimes: join(root, "runtimes"), signal, say });
}

/** Runs are made in workspaces of their own, from where a folder would be another. */
function addressFrom(root: string): string {
  const address = storeAddress(root, process.env) ?? "";
  return address === "cache" || /^\w\w+:/.test(address) ? address : resolve(root, address);
}
