import type { Tensor3D } from "@tensorflow/tfjs-core";
import type { Batch, HiddenBatch, Mode, Tensors } from "@dalmeum/contracts";

/** What a kind of encoder computes, for one config. Pure. */
export interface EncoderArchitecture {
  /** Shape of every parameter, by Hugging Face name. */
  readonly parameterShapes: Readonly<Record<string, readonly number[]>>;
  /** Parameters that are read only by gathering the rows of `inputIds`. */
  readonly lookupTables: readonly string[];
  /** Whether `encode` computes the places of a batch's `packing` alone; others compute all of them. */
  readonly packs: boolean;
  /** @returns hidden states of the last layer, [R, T, H]; of a packed batch, anything at padding. */
  encode(parameters: Tensors, batch: Batch, mode: Mode): Tensor3D;
  /** Absent where layers share parameters, so that no part stands alone. */
  readonly lower?: LowerArchitecture;
}

/** An encoder's embeddings and lowest layers apart from the rest. */
export interface LowerArchitecture {
  /** Whether a parameter belongs to the embeddings or the lowest `layers` layers. */
  isLower(name: string, layers: number): boolean;
  /** @returns hidden states of layer `layers`, the embeddings' at 0, with nothing dropped, [R, T, H]. */
  encodeLower(parameters: Tensors, batch: Batch, layers: number): Tensor3D;
  /** `encode` from there on. */
  encodeUpper(parameters: Tensors, hidden: HiddenBatch, layers: number, mode: Mode): Tensor3D;
}
