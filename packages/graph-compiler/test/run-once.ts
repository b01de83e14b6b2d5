import type { Engine, HostArrays, Signature, Step } from "@dalmeum/contracts";

/**
 * Compile a step, run it once, and give its outputs.
 * @param inputs arrays, or what makes them for the signature that the step has once it is compiled.
 */
export async function runOnce(
  engine: Engine,
  step: Step,
  signature: Signature,
  inputs: HostArrays | ((signature: Signature) => HostArrays),
): Promise<HostArrays> {
  const compiled = await engine.compile(step, signature);
  const outputs = arraysFor(compiled.outputs);
  await compiled.run(typeof inputs === "function" ? inputs(compiled.inputs) : inputs, outputs);
  await compiled.dispose();
  return outputs;
}

/** Arrays of zeros, of the sizes and types of a signature. */
export function arraysFor(signature: Signature): HostArrays {
  return Object.fromEntries(
    Object.entries(signature).map(([name, { shape, dtype }]) => {
      const size = shape.reduce((product, dimension) => product * dimension, 1);
      return [name, dtype === "int32" ? new Int32Array(size) : new Float32Array(size)];
    }),
  );
}
