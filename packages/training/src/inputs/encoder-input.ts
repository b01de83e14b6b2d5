import type { HostArrays, Mode, Signature, Tensors } from "@dalmeum/contracts";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { EncodedPair } from "../batches/encoded-pair.ts";

/** What of a batch a gradient step reads, and how the model's vectors follow from it. */
export interface EncoderInput {
  /** Names of the lookup tables whose rows it reads. */
  readonly lookupTables: readonly string[];
  /** Whether it takes numbers of packed tokens; others compute padding too. */
  readonly packs: boolean;
  /** Inputs of the step, for batches of some length, and of so many packed tokens where it is given. */
  signature(length: number, tokens?: number): Signature;
  /** The model's vectors [R, H] inside the step. */
  represent(parameters: Tensors, inputs: Tensors, mode: Mode): Tensor2D;
  /** A batch's arrays, padded, and the table rows that they refer to. */
  read(batch: readonly EncodedPair[], length: number, tokens?: number): Promise<InputArrays>;
  dispose(): Promise<void>;
}

export interface InputArrays {
  readonly rows: readonly number[];
  readonly arrays: HostArrays;
}
