import type { DropoutNoise, Technique, Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import golden from "../fixtures/techniques.json" with { type: "json" };
import { applyTechniques, type PlainPass } from "../src/techniques/apply-techniques.ts";

const tensorOf = (tensors: Tensors, name: string): tf.Tensor => {
  const tensor = tensors[name];
  if (tensor === undefined) throw new Error(`no tensor "${name}"`);
  return tensor;
};
const rows = (x: tf.Tensor, weight: tf.Tensor): tf.Tensor1D => tf.sum<tf.Tensor1D>(tf.mul(x, weight), 1);

/**
 * Expect the loss and gradients that tools/golden/techniques.py wrote down, on its model: each forward pass takes the
 * next noise of its list.
 * @param headDropout whether the technique draws the noise, or the encoder.
 */
export function expectGolden(
  technique: Technique,
  expected: { readonly loss: number; readonly gradients: Readonly<Record<string, tf.TensorLike>> },
  { headDropout = false } = {},
): void {
  tf.tidy(() => {
    let drawn = 0;
    const noise: DropoutNoise = () => tf.tensor(golden.noise[drawn++] ?? []);
    const tokens = tf.tensor1d(golden.tokens, "int32");
    const [scores, labels] = [tf.tensor1d(golden.scores), tf.tensor1d(golden.labels)];
    const plain: PlainPass = {
      represent: (parameters) => {
        const vectors = tf.gather(tensorOf(parameters, "words"), tokens);
        return headDropout ? tf.mul<tf.Tensor2D>(vectors, 1) : tf.mul<tf.Tensor2D>(vectors, noise(vectors.shape, 0.3));
      },
      score: (parameters, vectors) => {
        const weighted = rows(vectors, tensorOf(parameters, "score.weight"));
        const similarity = tf.add<tf.Tensor1D>(weighted, tensorOf(parameters, "score.bias"));
        const binary = rows(vectors, tensorOf(parameters, "binary.weight"));
        const entropy = tf.sub(tf.softplus(binary), tf.mul(binary, labels));
        const loss = tf.add<tf.Scalar>(tf.mean(tf.square(tf.sub(similarity, scores))), tf.mean(entropy));
        return { loss, outputs: { similarity, binary } };
      },
    };
    const { value, gradients } = applyTechniques([technique], plain, {
      heads: { similarity: "score", binary: "binaryLabel" },
      lookupTables: ["words"],
      weights: tf.onesLike(scores),
      noise,
    })(Object.fromEntries(Object.entries(golden.start).map(([name, start]) => [name, tf.tensor(start)])));
    expect(value.dataSync()[0]).toBeCloseTo(expected.loss, 5);
    for (const [name, values] of Object.entries(expected.gradients)) {
      const found = tensorOf(gradients, name).dataSync();
      for (const [index, number] of tf.tensor(values).dataSync().entries()) {
        expect(found[index], `${name}, entry ${index}`).toBeCloseTo(number, 5);
      }
    }
  });
}
