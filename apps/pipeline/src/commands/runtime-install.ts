import { relative, resolve } from "node:path";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { installOpenvino } from "../runtimes/install-openvino.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface RuntimeInstallFlags extends CommonFlags {
  readonly wheel?: string;
}

/** A runtime that can be installed. */
export type Runtime = "openvino";

/** Install a runtime into the workspace; --engine then chooses it. */
export async function runtimeInstall(
  this: Context,
  { wheel, json }: RuntimeInstallFlags,
  runtime: Runtime,
): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, json);
  const { folder, libraries } = await installOpenvino({
    root,
    say: reporter.say,
    signal: this.signal,
    ...(wheel === undefined ? {} : { wheel: resolve(this.cwd, wheel) }),
  });
  const path = relative(root, folder);
  reporter.result({ runtime, folder: path, libraries }, [
    `${path}: ${libraries.join(", ")}`,
    `${runtime} is installed: --engine ${runtime} trains, predicts and submits with it`,
  ]);
}
