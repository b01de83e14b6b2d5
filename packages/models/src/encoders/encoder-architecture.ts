import type { Tensor3D } from "@tensorflow/tfjs-core";
import type { Batch, Mode, Tensors } from "@dalmeum/contracts";

/** What a kind of encoder computes, for one config. Pure. */
export interface EncoderArchitecture {
  /** Shape of every parameter, by Hugging Face name. */
  readonly parameterShapes: Readonly<Record<string, readonly number[]>>;
  /** Parameters that are read only by gathering the rows of `inputIds`. */
  readonly lookupTables: readonly string[];
  /** @returns hidden states of the last layer, [R, T, H]. */
  encode(parameters: Tensors, batch: Batch, mode: Mode): Tensor3D;
}
