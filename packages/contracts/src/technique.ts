import type { Scalar, Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";
import type { Described } from "./described.ts";
import type { DropoutNoise, Model } from "./model.ts";
import type { Tensors } from "./tensors.ts";

/** What one forward pass over a batch gives. */
export interface PassResult {
  readonly loss: Scalar;
  /** [B] by head name. */
  readonly outputs: Readonly<Record<string, Tensor1D>>;
}

/** The end of a forward pass: from one vector a sequence, [R, H], through heads and objective. */
export type ScorePass = (parameters: Tensors, vectors: Tensor2D) => PassResult;

/** A forward pass through encoder, heads and objective. Every call draws dropout noise of its own. */
export type ForwardPass = (parameters: Tensors) => PassResult;

/** A scalar function of parameters, and its gradient with respect to each of them. */
export type BackwardPass = (
  parameters: Tensors,
  lossOf: (parameters: Tensors) => Scalar,
) => { readonly value: Scalar; readonly gradients: Tensors };

/** What a technique may know of the batch that is trained on. */
export interface TrainingContext {
  /** What each head learns, by head name. */
  readonly heads: Model["heads"];
  /** Names of the trained parameters that hold just the batch's rows; rows that no token has lie behind them. */
  readonly lookupTables: readonly string[];
  /** [B], 0 on padding rows, which must change neither the loss nor any gradient. */
  readonly weights: Tensor1D;
  readonly noise: DropoutNoise;
}

/**
 * What training does differently to get an update's gradients: it wraps one or more of the three functions that make
 * them. Pure tfjs with static shapes. Of several techniques a later one wraps the earlier ones.
 */
export interface Technique extends Described {
  readonly score?: (next: ScorePass, context: TrainingContext) => ScorePass;
  readonly forward?: (next: ForwardPass, context: TrainingContext) => ForwardPass;
  readonly backward?: (next: BackwardPass, context: TrainingContext) => BackwardPass;
}
