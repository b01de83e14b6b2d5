import { join } from "node:path";
import { createRng, type NamedValues } from "@dalmeum/contracts";
import { writeSafetensors } from "@dalmeum/files";
import { encoderShapes } from "@dalmeum/models";

/** Of uniform weights, so that their standard deviation is BERT's 0.02. */
const BOUND = 0.02 * Math.sqrt(3);

/** Weights for the config.json of a folder: norms at 1 and 0, biases 0, all others drawn, the same wherever they are. */
export function writeRandomWeights(folder: string): void {
  const rng = createRng(1);
  const tensors: NamedValues = Object.fromEntries(
    Object.entries(encoderShapes(join(folder, "config.json"))).map(([name, shape]) => {
      const values = new Float32Array(shape.reduce((product, dimension) => product * dimension, 1));
      if (shape.length === 1) values.fill(name.endsWith(".weight") ? 1 : 0);
      else fillUniform(values, rng.fork(name).uniform);
      return [name, { shape, values }];
    }),
  );
  writeSafetensors(join(folder, "model.safetensors"), tensors);
}

function fillUniform(values: Float32Array, uniform: () => number): void {
  for (let index = 0; index < values.length; index++) values[index] = BOUND * (2 * uniform() - 1);
}
