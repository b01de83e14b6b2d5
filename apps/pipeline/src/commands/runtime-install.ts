import { relative, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import {
  installOpenvino,
  installTensorflow,
  installXla,
  recordPlugin,
  type Runtime,
  type XlaVariant,
} from "@dalmeum/runtimes";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

export interface RuntimeInstallFlags extends CommonFlags {
  readonly wheel?: string;
  readonly plugin?: string;
  readonly gpu: boolean;
  readonly cuda12: boolean;
  readonly cuda13: boolean;
}

interface Installed {
  /** Absolute. */
  readonly folder: string;
  readonly libraries: readonly string[];
}

/** Install a runtime into the workspace; --engine then chooses it. */
export async function runtimeInstall(this: Context, flags: RuntimeInstallFlags, runtime: Runtime): Promise<void> {
  checkFlags(flags, runtime);
  const { wheel, plugin, gpu, cuda12, cuda13, json } = flags;
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, json);
  const options = {
    root,
    say: reporter.say,
    signal: this.signal,
    ...(wheel === undefined ? {} : { wheel: resolve(this.cwd, wheel) }),
  };
  const variant: XlaVariant = cuda13 ? "cuda13" : cuda12 ? "cuda12" : "cpu";
  const install: Readonly<Record<Runtime, () => Promise<Installed>>> = {
    openvino: () => installOpenvino(options),
    tensorflow: () => installTensorflow({ ...options, variant: gpu ? "gpu" : "cpu" }),
    xla: async () => {
      if (plugin === undefined) return installXla({ ...options, variant });
      const file = resolve(this.cwd, plugin);
      return { folder: await recordPlugin(root, file), libraries: [file] };
    },
  };
  const { folder, libraries } = await install[runtime]();
  const path = relative(root, folder);
  const byItself = runtime === "xla" && (plugin !== undefined || variant !== "cpu");
  reporter.result({ runtime, folder: path, libraries }, [
    `${path}: ${libraries.join(", ")}`,
    `${runtime} is installed: --engine ${runtime} trains, predicts and submits with it` +
      (byItself ? ", and where a GPU answers it computes by itself; npx dalmeum doctor tells" : ""),
  ]);
}

/** @throws UserError where flags do not go together. */
function checkFlags({ wheel, plugin, gpu, cuda12, cuda13 }: RuntimeInstallFlags, runtime: Runtime): void {
  if (gpu && runtime !== "tensorflow") {
    throw new UserError(
      runtime === "xla"
        ? "--gpu is for tensorflow; xla takes --cuda13 or --cuda12"
        : `--gpu is for tensorflow, ${runtime} computes on the CPU`,
    );
  }
  const ofXla = { "--cuda13": cuda13, "--cuda12": cuda12, "--plugin": plugin !== undefined };
  const given = Object.entries(ofXla).flatMap(([flag, isGiven]) => (isGiven ? [flag] : []));
  if (runtime !== "xla" && given.length > 0) throw new UserError(`${given.join(", ")}: for xla, found ${runtime}`);
  if (plugin !== undefined && wheel !== undefined) given.push("--wheel");
  if (given.length > 1)
    throw new UserError(`found ${given.join(" and ")}, expected one of them: each is another plugin`);
}
