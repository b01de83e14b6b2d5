import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Described } from "./described.ts";
import type { ExportedModel, ExportOptions } from "./exported-model.ts";
import type { Rng } from "./rng.ts";
import type { SentencePair } from "./sentence-pair.ts";
import type { NamedValues, Tensors } from "./tensors.ts";

/** One tokenized sequence, special tokens included; both arrays have one entry a token. */
export interface TokenSequence {
  readonly inputIds: readonly number[];
  readonly tokenTypeIds: readonly number[];
}

/**
 * Padded sequences of B pairs: R rows of T tokens, R = B * sequencesPerPair. A bi-encoder's rows are the B first
 * sentences, then the B second ones, then the B hard negatives where pairs have them.
 */
export interface Batch {
  /** int32 [R, T]. */
  readonly inputIds: Tensor2D;
  /** int32 [R, T]. */
  readonly tokenTypeIds: Tensor2D;
  /** float32 [R, T]: 1 token, 0 padding. Every row has at least one token. */
  readonly attentionMask: Tensor2D;
  /** int32 scalar: what `inputIds` call the padding token, -1 where none is it; `padTokenId` of the model if absent. */
  readonly paddingId?: Tensor;
  /** Which of its R * T places are computed; all of them where absent. */
  readonly packing?: Packing;
}

/**
 * The places of a batch that layers compute end to end, K of R * T: every token, and padding up to K. No place comes twice. Where
 * padding is left out, the last of the K is padding too, for the places that are left out to read.
 */
export interface Packing {
  /** int32 [K]: the sequence of each. */
  readonly rows: Tensor1D;
  /** int32 [K]: its place in the sequence. */
  readonly columns: Tensor1D;
  /** int32 [R, T]: where among the K each place is; K - 1 for those that are left out. */
  readonly slots: Tensor2D;
  /** int32 scalar: T. */
  readonly length: Scalar;
}

/** Dropout's randomness: entries 0 with probability `rate`, else 1 / (1 - rate). */
export type DropoutNoise = (shape: readonly number[], rate: number) => Tensor;

/** Training brings noise; evaluation has none and drops nothing. */
export interface Mode {
  readonly noise?: DropoutNoise;
}

/** The label of a pair that a head learns. */
export type HeadTarget = "score" | "binaryLabel";

/** An encoder's lower part, its embeddings and lowest layers, which can be run apart from the rest. */
export interface LowerLayers {
  /** Layers of the encoder. */
  readonly count: number;
  /** Width H of hidden states. */
  readonly hiddenSize: number;
  /** Names of the parameters of the embeddings and the lowest `layers` layers. */
  parameterNames(layers: number): readonly string[];
  /** What those give, [R, T, H], with nothing dropped. Reads their parameters alone. */
  hiddenStates(parameters: Tensors, batch: Batch, layers: number): Tensor3D;
  /** `represent` from there on. Reads the other parameters alone. */
  representHidden(parameters: Tensors, hidden: HiddenBatch, layers: number, mode: Mode): Tensor2D;
}

/** Hidden states of sequences, in place of their tokens. */
export interface HiddenBatch {
  /** [R, T, H]. */
  readonly states: Tensor3D;
  /** As in `Batch`. */
  readonly attentionMask: Tensor2D;
}

/** A model whose files are read. Pure: all randomness and all parameters come in. */
export interface Model {
  /** Token sequences of one pair: 1 for a cross-encoder, 2 for a bi-encoder, 3 where that is trained on hard negatives too. */
  readonly sequencesPerPair: 1 | 2 | 3;
  /** Longest sequence the position embeddings allow. */
  readonly maxLength: number;
  readonly padTokenId: number;
  /** What each head learns, by head name. A head named `similarity` gives the submission. */
  readonly heads: Readonly<Record<string, HeadTarget>>;
  /** Parameters [V, H] read only by gathering the rows of `inputIds`, so that a step needs just the batch's rows. */
  readonly lookupTables: readonly string[];
  /** Whether `represent` computes the places of a batch's `packing` alone; where absent it computes all of them. */
  readonly packs?: boolean;
  /** Absent where the encoder has no such parts. */
  readonly lowerLayers?: LowerLayers;
  /**
   * Tokenize, truncated to `maxLength` tokens a sequence.
   * @returns sequencesPerPair sequences.
   */
  encode(pair: SentencePair, maxLength: number): readonly TokenSequence[];
  /** What a team should know of the model and of how it reads these pairs, before it is trained: a line each. */
  warnings?(pairs: readonly SentencePair[]): readonly string[];
  /** Initial parameters: the checkpoint's, and seeded ones where it has none (heads). Fresh arrays at each call. */
  init(rng: Rng): NamedValues;
  /**
   * The encoder: one vector a sequence, [R, H].
   * @param parameters one tensor for each name of `init`; a lookup table may be shorter than its initial rows when
   * `inputIds` and `paddingId` are numbered to match.
   */
  represent(parameters: Tensors, batch: Batch, mode: Mode): Tensor2D;
  /**
   * The heads: outputs by head name, each [B].
   * @param vectors [R, H], as `represent` gives them.
   */
  score(parameters: Tensors, vectors: Tensor2D): Readonly<Record<string, Tensor1D>>;
  /** Whether `score` reads this parameter of `init`; `represent` reads the others, and neither reads what the other does. */
  scoreReads(parameter: string): boolean;
  /** Both: `score` of `represent`. */
  apply(parameters: Tensors, batch: Batch, mode: Mode): Readonly<Record<string, Tensor1D>>;
}

/** A file that a model is read from. */
export interface ModelFile {
  /** For records: it does not tell where the workspace or a cache lies. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  /**
   * Called where something has to be downloaded.
   * @param done bytes of it that are here, those of an earlier attempt among them.
   * @param total bytes of it.
   */
  readonly onProgress: (done: number, total: number) => void;
  /** Told what else the person should know. */
  readonly say?: (line: string) => void;
}

/** A model as an experiment names it; nothing is read before `load`. */
export interface ModelDefinition extends Described {
  /**
   * Files that `load` reads; their contents identify a run's starting point.
   * @param root the workspace root, absolute.
   * @throws UserError where they are on a hub and have not been fetched.
   */
  files(root: string): readonly ModelFile[];
  /**
   * Download what `load` reads, where it is not here yet. Absent where all of it is part of the workspace.
   * @throws UserError where it cannot be downloaded.
   */
  fetch?(options: FetchOptions): Promise<void>;
  /**
   * Read the checkpoint and the tokenizer.
   * @param root the workspace root, absolute.
   * @throws UserError where a file is missing, truncated or does not fit its config.
   */
  load(root: string): Model;
  /**
   * Write the checkpoint anew with the tokens that pairs need; they keep their tokens, and every token its vector.
   * Absent where the model's vocabulary cannot be trimmed.
   * @param root the workspace root, absolute.
   * @param output folder to write, absolute; none or an empty one may be there.
   * @throws UserError where it has files, or a pair would have other tokens.
   */
  trim?(root: string, pairs: readonly SentencePair[], output: string): TrimmedVocabulary;
  /**
   * The trained model as files for Python. Absent where a model has no such form.
   * @throws UserError where the checkpoint has changed, or a head has no form outside.
   */
  exportFiles?(options: ExportOptions): ExportedModel;
}

/** Tokens of a vocabulary, before it was trimmed and after. */
export interface TrimmedVocabulary {
  readonly before: number;
  readonly after: number;
}
