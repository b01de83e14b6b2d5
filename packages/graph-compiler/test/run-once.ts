import type { Engine, HostArrays, Signature, Step } from "@dalmeum/contracts";

/** Compile a step, run it once, and give its outputs. */
export async function runOnce(
  engine: Engine,
  step: Step,
  signature: Signature,
  inputs: HostArrays,
): Promise<HostArrays> {
  const compiled = await engine.compile(step, signature);
  const outputs = Object.fromEntries(
    Object.entries(compiled.outputs).map(([name, { shape, dtype }]) => {
      const size = shape.reduce((product, dimension) => product * dimension, 1);
      return [name, dtype === "int32" ? new Int32Array(size) : new Float32Array(size)];
    }),
  );
  await compiled.run(inputs, outputs);
  await compiled.dispose();
  return outputs;
}
