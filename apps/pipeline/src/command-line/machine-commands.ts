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
      gpu: { kind: "boolean", brief: "TensorFlow with CUDA, for an NVIDIA GPU", default: false },
      ...commonFlags,
    },
    positional: {
      kind: "tuple",
      parameters: [
        {
          placeholder: RUNTIMES.join("|"),
          brief: "openvino: faster on CPUs; tensorflow: kernel by kernel, also on GPUs",
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
