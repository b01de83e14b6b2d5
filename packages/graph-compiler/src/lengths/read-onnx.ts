import { type HostArrays, type Signature, type StepsByLength, type StepsFile, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { decodeOnnx, type FileGraph, type FileInitializer } from "../formats/onnx/decode-onnx.ts";
import { graphStep, unknownOperators } from "../formats/tfjs/graph-step.ts";

/** Steps that compute a file's graph, and its parameters, which they take. */
export interface ReadOnnx {
  readonly steps: StepsByLength;
  readonly held: HostArrays;
}

/**
 * What `writeOnnx` wrote, as steps that any engine compiles.
 * @throws UserError where the file is damaged, or has operators that ours never have.
 */
export function readOnnx({ path, onnx, outputs, at }: StepsFile): ReadOnnx {
  const graph = decoded(path, onnx);
  const unknown = unknownOperators(graph);
  if (unknown.length > 0) {
    throw new UserError(
      `${path}: found the operators ${unknown.join(", ")}, expected those that \`npx dalmeum export\` writes; ` +
        "export the run again, or predict with --engine onnxruntime",
    );
  }
  const parameters = graph.initializer.filter(isParameter);
  const signature: Signature = Object.fromEntries(
    parameters.map(({ name, dims }) => [name, { shape: dims, dtype: "float32" }] as const),
  );
  const step = graphStep(graph, outputs, signature);
  return {
    steps: (length) => ({ step, inputs: { ...at(length).inputs, ...signature } }),
    held: Object.fromEntries(parameters.map(({ name, rawData }) => [name, float32Array(rawData)])),
  };
}

function decoded(path: string, onnx: Uint8Array): FileGraph {
  try {
    return decodeOnnx(onnx);
  } catch (cause) {
    throw new UserError(
      `${path}: cannot be read as an ONNX file (${told(cause)}), expected what \`npx dalmeum export\` writes: export the run again`,
      { cause },
    );
  }
}

/** In one line. */
function told(cause: unknown): string {
  const [issue] = cause instanceof z.ZodError ? cause.issues : [];
  return issue === undefined ? String(cause) : `${issue.path.join(".")}: ${issue.message}`;
}

/** A runtime gets those once; scalars stay constants, which operators may want as numbers. */
const isParameter = ({ dataType, dims }: FileInitializer): boolean => dataType === "float32" && dims.length > 0;

/** A copy: in a file entries lie where no array may begin, and the file need not be kept for them. */
const float32Array = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);
