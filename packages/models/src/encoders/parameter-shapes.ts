import type { EncoderConfig } from "../checkpoint/encoder-config.ts";

export const WORD_TABLE = "embeddings.word_embeddings.weight";
export const POSITION_TABLE = "embeddings.position_embeddings.weight";
export const TOKEN_TYPE_TABLE = "embeddings.token_type_embeddings.weight";

export type NamedShape = readonly [name: string, shape: readonly number[]];

/** Of the embeddings, which all encoders call alike; those that the config asks for. */
export function embeddingShapes(config: EncoderConfig): readonly NamedShape[] {
  const { embeddingSize, vocabSize, maxPositionEmbeddings, typeVocabSize, positionBiasedInput } = config;
  const positions: NamedShape = [POSITION_TABLE, [maxPositionEmbeddings, embeddingSize]];
  const types: NamedShape = [TOKEN_TYPE_TABLE, [typeVocabSize, embeddingSize]];
  return [
    [WORD_TABLE, [vocabSize, embeddingSize]],
    ...(positionBiasedInput ? [positions] : []),
    ...(typeVocabSize > 0 ? [types] : []),
  ];
}

/** Of all layers. @param projections attention's linear layers from hidden states, by their names here. */
export function layerShapes(config: EncoderConfig, projections: readonly string[]): readonly NamedShape[] {
  const { hiddenSize: hidden, intermediateSize: intermediate } = config;
  const layers = Array.from({ length: config.numHiddenLayers }, (_, index) => `encoder.layer.${index}`);
  return layers.flatMap((layer) => [
    ...projections.flatMap((projection) => linearShapes(`${layer}.attention.self.${projection}`, hidden, hidden)),
    ...linearShapes(`${layer}.attention.output.dense`, hidden, hidden),
    ...normShapes(`${layer}.attention.output.LayerNorm`, hidden),
    ...linearShapes(`${layer}.intermediate.dense`, intermediate, hidden),
    ...linearShapes(`${layer}.output.dense`, hidden, intermediate),
    ...normShapes(`${layer}.output.LayerNorm`, hidden),
  ]);
}

export function linearShapes(name: string, outputs: number, inputs: number): readonly NamedShape[] {
  return [
    [`${name}.weight`, [outputs, inputs]],
    [`${name}.bias`, [outputs]],
  ];
}

export function normShapes(name: string, size: number): readonly NamedShape[] {
  return [
    [`${name}.weight`, [size]],
    [`${name}.bias`, [size]],
  ];
}
