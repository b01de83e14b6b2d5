import type { BackwardPass, ForwardPass, ScorePass, Technique, Tensors, TrainingContext } from "@dalmeum/contracts";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import { valueAndGradients } from "../gradients/value-and-gradients.ts";

/** A batch's encoder and its heads with the objective. */
export interface PlainPass {
  readonly represent: (parameters: Tensors) => Tensor2D;
  readonly score: ScorePass;
}

/** Loss and gradients of one batch, as the techniques in turn change them: a later one wraps the earlier ones. */
export function applyTechniques(
  techniques: readonly Technique[],
  { represent, score: plainScore }: PlainPass,
  context: TrainingContext,
): (parameters: Tensors) => ReturnType<BackwardPass> {
  const score = techniques.reduce((next, technique) => technique.score?.(next, context) ?? next, plainScore);
  const plainForward: ForwardPass = (parameters) => score(parameters, represent(parameters));
  const forward = techniques.reduce((next, technique) => technique.forward?.(next, context) ?? next, plainForward);
  const backward = techniques.reduce<BackwardPass>(
    (next, technique) => technique.backward?.(next, context) ?? next,
    valueAndGradients,
  );
  return (parameters) => backward(parameters, (values) => forward(values).loss);
}
