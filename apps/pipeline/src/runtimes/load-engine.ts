import { type Engine, UserError } from "@dalmeum/contracts";
import { installedOpenvino } from "./openvino-folder.ts";

/** Engines by the name that --engine takes. */
export const ENGINE_NAMES = ["onnxruntime", "openvino"] as const;
export const PRECISIONS = ["float32", "bfloat16"] as const satisfies readonly Engine["precision"][];

/** What computes; absent means onnxruntime, and the precision that is the engine's fastest. */
export interface EngineChoice {
  readonly engine?: (typeof ENGINE_NAMES)[number];
  readonly precision?: Engine["precision"];
}

/**
 * The engine that trains and predicts in a workspace.
 * @throws UserError where the choice is not installed, cannot be had together, or does not load.
 */
export async function loadEngine(root: string, { engine, precision }: EngineChoice): Promise<Engine> {
  const { onnxruntimeEngine, openvinoEngine } = await import("@dalmeum/graph-compiler").catch((cause: unknown) => {
    throw new UserError(
      `onnxruntime-node does not load: ${String(cause)}. Run pnpm install; dalmeum doctor says more`,
      { cause },
    );
  });
  if (engine === "openvino") {
    const libraries = installedOpenvino(root);
    if (libraries === undefined) {
      throw new UserError("found no OpenVINO; `dalmeum runtime install openvino` installs it");
    }
    return openvinoEngine({ libraries, ...(precision === undefined ? {} : { precision }) });
  }
  if (precision === "bfloat16") {
    throw new UserError("onnxruntime computes in float32; bfloat16 takes --engine openvino");
  }
  return onnxruntimeEngine();
}
