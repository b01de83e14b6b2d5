import type {
  Batch,
  HeadTarget,
  HiddenBatch,
  Model,
  ObjectiveInputs,
  SentenceVectors,
  Signature,
  Tensors,
} from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";

/** The tensor of this name; a step whose inputs lack it was built wrongly. */
export function tensorAt(tensors: Tensors, name: string): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`the step has no input "${name}"`);
  return tensor;
}

/** The tensors of parameters, by parameter name. */
export const tensorsAt = (tensors: Tensors, names: readonly string[], key: (name: string) => string): Tensors =>
  Object.fromEntries(names.map((name) => [name, tensorAt(tensors, key(name))]));

const isScalar = (tensor: Tensor): tensor is Scalar => tensor.rank === 0;
const isVector = (tensor: Tensor): tensor is Tensor1D => tensor.rank === 1;
const isMatrix = (tensor: Tensor): tensor is Tensor2D => tensor.rank === 2;
const isCube = (tensor: Tensor): tensor is Tensor3D => tensor.rank === 3;

const ofRank =
  <T extends Tensor>(is: (tensor: Tensor) => tensor is T, expected: number) =>
  (tensors: Tensors, name: string): T => {
    const tensor = tensorAt(tensors, name);
    if (is(tensor)) return tensor;
    throw new Error(`input "${name}": found shape [${tensor.shape.join(", ")}], expected rank ${expected}`);
  };

export const scalarAt = ofRank(isScalar, 0);
const vectorAt = ofRank(isVector, 1);
export const matrixAt = ofRank(isMatrix, 2);
const cubeAt = ofRank(isCube, 3);

/** The batch among a step's inputs. */
export const batchAt = (inputs: Tensors): Batch => ({
  inputIds: matrixAt(inputs, "inputIds"),
  tokenTypeIds: matrixAt(inputs, "tokenTypeIds"),
  attentionMask: matrixAt(inputs, "attentionMask"),
});

/** The packing among a step's inputs, if there is one. */
export const packingAt = (inputs: Tensors): Pick<Batch, "packing"> =>
  "slots" in inputs
    ? {
        packing: {
          rows: vectorAt(inputs, "packedRows"),
          columns: vectorAt(inputs, "packedColumns"),
          slots: matrixAt(inputs, "slots"),
          length: scalarAt(inputs, "length"),
        },
      }
    : {};

/** The batch in hidden states among a step's inputs. */
export const hiddenAt = (inputs: Tensors): HiddenBatch => ({
  states: cubeAt(inputs, "hidden"),
  attentionMask: matrixAt(inputs, "attentionMask"),
});

const TARGETS: readonly HeadTarget[] = ["score", "binaryLabel"];

/** Labels [B] of every kind, and the row weights. */
export const labelSignature = (pairs: number): Signature =>
  Object.fromEntries([...TARGETS, "weights"].map((name) => [name, { shape: [pairs], dtype: "float32" }]));

/** What a step's inputs say of the labels, by head and of every kind, and the row weights. */
export const labelsAt = (model: Model, inputs: Tensors): Pick<ObjectiveInputs, "targets" | "labels" | "weights"> => {
  const labels = { score: vectorAt(inputs, "score"), binaryLabel: vectorAt(inputs, "binaryLabel") };
  const targets = Object.fromEntries(Object.entries(model.heads).map(([head, target]) => [head, labels[target]]));
  return { targets, labels, weights: vectorAt(inputs, "weights") };
};

/** A bi-encoder's vectors [R, H], the first sentences' before the second ones' and the hard negatives', apart. */
export function sentenceVectors(
  vectors: Tensor2D,
  { sequencesPerPair }: Pick<Model, "sequencesPerPair">,
): SentenceVectors {
  const [rows, width] = vectors.shape;
  const pairs = rows / sequencesPerPair;
  const side = (index: number): Tensor2D => tf.slice(vectors, [index * pairs, 0], [pairs, width]);
  return {
    ...{ sentence1: side(0), sentence2: side(1) },
    ...(sequencesPerPair === 3 ? { hardNegative: side(2) } : {}),
  };
}
