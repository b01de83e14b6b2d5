import { createRequire } from "node:module";
import type { ENGINE_NAMES } from "./engine-names.ts";

/** What packages/graph-compiler exports for each engine. */
const ENGINES: Readonly<Record<string, string>> = {
  onnxruntime: "onnxruntimeEngine",
  openvino: "openvinoEngine",
  tensorflow: "tensorflowEngine",
  xla: "xlaEngine",
} as const satisfies Readonly<Record<(typeof ENGINE_NAMES)[number], string>>;

/** Where an engine's code begins. */
export interface EngineCode {
  /** Absolute. */
  readonly file: string;
  readonly exports: readonly string[];
}

/** The code of an engine, of which nothing is loaded; undefined of an engine that is none of ours. */
export function engineCode(name: string): EngineCode | undefined {
  const engine = ENGINES[name];
  if (engine === undefined) return undefined;
  return { file: createRequire(import.meta.url).resolve("@dalmeum/graph-compiler"), exports: [engine] };
}
