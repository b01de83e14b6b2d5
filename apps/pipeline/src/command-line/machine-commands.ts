import { buildCommand, buildRouteMap } from "@stricli/core";
import { UserError } from "@dalmeum/contracts";
import { type CommonFlags, commonFlags, type Context } from "../terminal/context.ts";
import type { RuntimeInstallFlags } from "../commands/runtime-install.ts";
import { type Runtime, RUNTIMES } from "@dalmeum/runtimes/engine-names";

export const doctor = buildCommand<CommonFlags, [], Context>({
  loader: async () => (await import("../commands/doctor.ts")).doctor,
  parameters: { flags: commonFlags },
  docs: { brief: "What this machine has, and what is missing" },
});

const install = buildCommand<RuntimeInstallFlags, [Runtime], Context>({
  loader: async () => (await import("../commands/runtime-install.ts")).runtimeInstall,
  parameters: {
    flags: {
      wheel: { kind: "parsed", parse: String, brief: "A wheel downloaded before", placeholder: "file", optional: true },
      plugin: {
        kind: "parsed",
        parse: String,
        brief: "xla: a PJRT plugin of any maker",
        placeholder: "file",
        optional: true,
      },
      gpu: { kind: "boolean", brief: "tensorflow: with CUDA, for an NVIDIA GPU", default: false },
      cuda12: { kind: "boolean", brief: "xla: for an NVIDIA GPU, with CUDA 12", default: false },
      cuda13: { kind: "boolean", brief: "xla: for an NVIDIA GPU, with CUDA 13", default: false },
      ...commonFlags,
    },
    positional: {
      kind: "tuple",
      parameters: [
        {
          placeholder: RUNTIMES.join("|"),
          brief: "openvino: faster on CPUs; xla: GPUs; tensorflow: kernel by kernel",
          parse: parseRuntime,
        },
      ],
    },
  },
  docs: { brief: "Download a runtime, check it, and put it into runtimes/" },
});

export const runtime = buildRouteMap({ routes: { install }, docs: { brief: "Faster runtimes for training" } });

function parseRuntime(text: string): Runtime {
  const runtime = RUNTIMES.find((name) => name === text);
  if (runtime === undefined) throw new UserError(`found ${text}, expected ${RUNTIMES.join(" or ")}`);
  return runtime;
}
