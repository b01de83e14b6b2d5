import type { ModuleKind } from "../src/kinds.ts";

/** What somebody puts in place of what a scaffold throws or asks for. */
export interface Solution {
  readonly imports: string;
  /** In place of the function that throws. */
  readonly code: string;
  /** In place of what the test asks for, and what stands there. */
  readonly value: readonly [asked: string, given: string];
}

const TF = 'import * as tf from "@tensorflow/tfjs-core";\n';

/** The simplest module of each kind that keeps its contract. */
export const SOLUTIONS: Readonly<Record<ModuleKind, Solution>> = {
  loss: {
    imports: TF,
    code: "(predictions, targets) => tf.square(tf.sub(predictions, targets))",
    value: ["NaN", "2.5"],
  },
  augmentation: {
    imports: "",
    code: "(sentence) => `${sentence}!`",
    value: ['["?"]', '["어제 공원에서 친구가 노래했다.!"]'],
  },
  ensembler: {
    imports: "",
    code: "(columns) => columns.map(() => 1 / columns.length)",
    value: ["[NaN, NaN]", "[0.5, 0.5]"],
  },
  baseline: {
    imports: "",
    code: `() => ({ sentence1, sentence2 }) => {
      const words = new Set(sentence1.split(" "));
      return 5 * (sentence2.split(" ").filter((word) => words.has(word)).length / sentence2.split(" ").length);
    }`,
    value: ["NaN", "5"],
  },
  technique: {
    imports: TF,
    code: `(next) => (parameters) => {
      const { loss, outputs } = next(parameters);
      return { loss: tf.mul<tf.Scalar>(loss, 2), outputs };
    }`,
    value: ["NaN", "4"],
  },
  head: {
    imports: `${TF}import { cosineSimilarity } from "./cosine-similarity.ts";\n`,
    code: "(_parameters, vectors) => tf.mul<tf.Tensor1D>(cosineSimilarity(vectors), 5)",
    value: ["NaN", "3"],
  },
};
