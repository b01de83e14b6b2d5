import { type Engine, UserError } from "@dalmeum/contracts";
import type * as GraphCompiler from "@dalmeum/graph-compiler";
import type { EngineChoice } from "./engine-names.ts";
import { installedOpenvino } from "./openvino-folder.ts";
import { builtTensorflow } from "./tensorflow-folder.ts";

export interface EngineOptions extends EngineChoice {
  /** Whether steps tell what their kernels took. */
  readonly profile?: boolean;
}

/**
 * The engine that trains and predicts in a workspace.
 * @throws UserError where the choice is not installed, cannot be had together, or does not load.
 */
export async function loadEngine(root: string, { engine, precision, profile = false }: EngineOptions): Promise<Engine> {
  const libraries = installedOpenvino(root);
  const chosen = engine ?? (libraries === undefined ? "onnxruntime" : "openvino");
  const { onnxruntimeEngine, openvinoEngine, tensorflowEngine } = await loadCompiler();
  if (chosen === "openvino") {
    if (libraries === undefined) {
      throw new UserError("found no OpenVINO; `dalmeum runtime install openvino` installs it");
    }
    return openvinoEngine({ libraries, profile, ...(precision === undefined ? {} : { precision }) });
  }
  if (precision === "bfloat16") {
    throw new UserError(`${chosen} computes in float32; bfloat16 takes --engine openvino`);
  }
  return chosen === "tensorflow"
    ? tensorflowEngine({ built: builtTensorflow(root), profile })
    : onnxruntimeEngine({ profile });
}

/**
 * Everything that calls native libraries. onnxruntime 1.30 keeps a device id and events of each session under the home
 * folder and sends them to its vendor, unless this variable is set when it loads; child processes inherit it. It is set
 * here, where no run follows from it, and not beside the library.
 * @throws UserError where what calls them does not load.
 */
export async function loadCompiler(): Promise<typeof GraphCompiler> {
  process.env.ORT_DISABLE_TELEMETRY = "1";
  return import("@dalmeum/graph-compiler").catch((cause: unknown) => {
    throw new UserError(
      `koffi, which calls the native libraries, does not load: ${String(cause)}. Run pnpm install; dalmeum doctor says more`,
      { cause },
    );
  });
}
