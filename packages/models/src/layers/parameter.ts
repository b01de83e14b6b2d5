import type { Tensor } from "@tensorflow/tfjs-core";
import type { Tensors } from "@dalmeum/contracts";

/**
 * A parameter by name.
 * @throws Error where there is none of that name.
 */
export function parameter(parameters: Tensors, name: string): Tensor {
  const tensor = parameters[name];
  if (tensor === undefined) throw new Error(`no parameter named ${name} among ${Object.keys(parameters).length} given`);
  return tensor;
}
