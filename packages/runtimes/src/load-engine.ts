import { type Engine, UserError } from "@dalmeum/contracts";
import type * as GraphCompiler from "@dalmeum/graph-compiler";
import { ENGINE_NAMES, type EngineChoice, PRECISIONS } from "./engine-names.ts";
import { installedOpenvino } from "./openvino-folder.ts";
import { builtTensorflow } from "./tensorflow-folder.ts";
import { loadGpuXla, loadXla } from "./xla/load-xla.ts";

export interface EngineOptions extends EngineChoice {
  /** Whether steps tell what their kernels took. */
  readonly profile?: boolean;
}

type Precision = Engine["precision"];

/** What products' factors may be. */
const PRECISIONS_OF = {
  onnxruntime: ["float32"],
  openvino: ["float32", "bfloat16"],
  tensorflow: ["float32"],
  xla: PRECISIONS,
} as const satisfies Readonly<Record<(typeof ENGINE_NAMES)[number], readonly Precision[]>>;

/** What an engine of ours takes; nothing of another. */
export const precisionsOf = (engine: string): readonly Precision[] =>
  ENGINE_NAMES.filter((name) => name === engine).flatMap((name) => [...PRECISIONS_OF[name]]);

/**
 * The engine that trains and predicts in a workspace.
 * @param system the folder in which `proc` and `dev` lie, which tell of devices.
 * @throws UserError where the choice is not installed, cannot be had together, or does not load.
 */
export async function loadEngine(
  root: string,
  { engine, precision, profile = false }: EngineOptions,
  system = "/",
): Promise<Engine> {
  const { onnxruntimeEngine, openOnnx, openvinoEngine, tensorflowEngine, xlaEngine } = await loadCompiler();
  if (engine === undefined || engine === "xla") {
    const options = { root, system, xlaEngine, ...(precision === undefined ? {} : { precision }) };
    const xla = engine === "xla" ? loadXla(options) : loadGpuXla(options);
    if (xla !== undefined) return withoutProfile(xla, profile);
  }
  const libraries = installedOpenvino(root);
  const name = engine ?? (libraries === undefined ? "onnxruntime" : "openvino");
  if (name === "openvino") {
    const chosen = precisionFor(name, PRECISIONS_OF.openvino, precision);
    if (libraries === undefined) {
      throw new UserError("found no OpenVINO; `npx dalmeum runtime install openvino` installs it");
    }
    return openvinoEngine({ libraries, profile, ...chosen });
  }
  precisionFor(name, ["float32"], precision);
  return name === "tensorflow"
    ? tensorflowEngine({ built: builtTensorflow(root), profile })
    : { ...onnxruntimeEngine({ profile }), openOnnx };
}

/** XLA fuses a step's nodes into kernels of its own, and tells none of their times. */
function withoutProfile(engine: Engine, profile: boolean): Engine {
  if (!profile) return engine;
  throw new UserError(
    "--profile: xla, which computes here, cannot tell what kernels took; " +
      "name another engine: --engine onnxruntime, openvino or tensorflow",
  );
}

/** @throws UserError where the engine has no such precision. */
function precisionFor<Taken extends Precision>(
  engine: string,
  taken: readonly Taken[],
  precision: Precision | undefined,
): { readonly precision?: Taken } {
  if (precision === undefined) return {};
  const found = taken.find((each) => each === precision);
  if (found !== undefined) return { precision: found };
  const others = ENGINE_NAMES.filter((name) => PRECISIONS_OF[name].some((each) => each === precision));
  throw new UserError(
    `${engine} computes in ${taken.join(" or ")}; ${precision} takes --engine ${others.join(" or ")}`,
  );
}

/**
 * Everything that calls native libraries, and tfjs with its rules for comparisons. onnxruntime 1.30 keeps a device id and events of each session under the home
 * folder and sends them to its vendor, unless this variable is set when it loads; child processes inherit it. It is set
 * here, where no run follows from it, and not beside the library.
 * @throws UserError where what calls them does not load.
 */
export async function loadCompiler(): Promise<typeof GraphCompiler> {
  process.env.ORT_DISABLE_TELEMETRY = "1";
  const compiler = await import("@dalmeum/graph-compiler").catch((cause: unknown) => {
    throw new UserError(
      `koffi, which calls the native libraries, does not load: ${String(cause)}. npm run setup installs it; npx dalmeum doctor says more`,
      { cause },
    );
  });
  // tfjs is loaded with the compiler, and not by commands that compute nothing.
  const { registerComparisonGradients } = await import("@dalmeum/contracts/comparison-gradients");
  registerComparisonGradients();
  return compiler;
}
