import { type Engine, UserError } from "@dalmeum/contracts";

/**
 * The engine that trains and predicts.
 * @throws UserError where its native runtime does not load.
 */
export async function loadEngine(): Promise<Engine> {
  try {
    const { onnxruntimeEngine } = await import("@dalmeum/graph-compiler");
    return onnxruntimeEngine();
  } catch (cause) {
    throw new UserError(
      `onnxruntime-node does not load: ${String(cause)}. Run pnpm install; dalmeum doctor says more`,
      {
        cause,
      },
    );
  }
}
