import { UserError } from "@dalmeum/contracts";

export interface LayerwiseDecayOptions {
  /** Factor from one layer to the one below it, above 0 up to 1. */
  readonly decay: number;
  /** Layers of the encoder. */
  readonly layers: number;
}

/**
 * Learning-rate scales for an encoder whose lower layers move less: decay^(layers - 1 - l) for layer l, decay^layers for
 * the embeddings and what all layers share, 1 for heads. Spread it into `learningRateScales` of `adamw`.
 * @throws UserError where an option is out of range.
 * @see Howard and Ruder 2018, arXiv:1801.06146 (discriminative fine-tuning); names as Hugging Face BERT's.
 */
export function layerwiseDecay({ decay, layers }: LayerwiseDecayOptions): Readonly<Record<string, number>> {
  if (!(decay > 0 && decay <= 1)) throw new UserError(`layerwiseDecay: found decay ${decay}, expected above 0 up to 1`);
  if (!Number.isSafeInteger(layers) || layers < 1) {
    throw new UserError(`layerwiseDecay: found ${layers} layers, expected an integer from 1 on`);
  }
  const ofLayer = Array.from({ length: layers }, (_, layer): readonly [string, number] => [
    `encoder.layer.${layer}.`,
    decay ** (layers - 1 - layer),
  ]);
  // Embeddings and their projection; what all layers share, as DeBERTa's relative positions.
  return { embeddings: decay ** layers, "encoder.": decay ** layers, ...Object.fromEntries(ofLayer) };
}
