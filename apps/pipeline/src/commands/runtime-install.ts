import { relative, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { installOpenvino, installTensorflow, type Runtime } from "@dalmeum/runtimes";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

export interface RuntimeInstallFlags extends CommonFlags {
  readonly wheel?: string;
  readonly gpu: boolean;
}

/** Install a runtime into the workspace; --engine then chooses it. */
export async function runtimeInstall(
  this: Context,
  { wheel, gpu, json }: RuntimeInstallFlags,
  runtime: Runtime,
): Promise<void> {
  if (gpu && runtime !== "tensorflow") throw new UserError(`--gpu is for tensorflow, ${runtime} computes on the CPU`);
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, json);
  const options = {
    root,
    say: reporter.say,
    signal: this.signal,
    ...(wheel === undefined ? {} : { wheel: resolve(this.cwd, wheel) }),
  };
  const { folder, libraries } = await (runtime === "openvino"
    ? installOpenvino(options)
    : installTensorflow({ ...options, variant: gpu ? "gpu" : "cpu" }));
  const path = relative(root, folder);
  reporter.result({ runtime, folder: path, libraries }, [
    `${path}: ${libraries.join(", ")}`,
    `${runtime} is installed: --engine ${runtime} trains, predicts and submits with it`,
  ]);
}
