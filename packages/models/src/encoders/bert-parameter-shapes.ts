import type { BertConfig } from "../checkpoint/encoder-config.ts";

export const WORD_TABLE = "embeddings.word_embeddings.weight";
export const POSITION_TABLE = "embeddings.position_embeddings.weight";
export const TOKEN_TYPE_TABLE = "embeddings.token_type_embeddings.weight";

/** Shape of every parameter of transformers.BertModel 5.23.0 without its pooler, by name. */
export function bertParameterShapes(config: BertConfig): Readonly<Record<string, readonly number[]>> {
  const { hiddenSize: hidden, intermediateSize: intermediate } = config;
  const layers = Array.from({ length: config.numHiddenLayers }, (_, index) => `encoder.layer.${index}`);
  return Object.fromEntries([
    [WORD_TABLE, [config.vocabSize, hidden]],
    [POSITION_TABLE, [config.maxPositionEmbeddings, hidden]],
    [TOKEN_TYPE_TABLE, [config.typeVocabSize, hidden]],
    ...norm("embeddings.LayerNorm", hidden),
    ...layers.flatMap((layer) => [
      ...linear(`${layer}.attention.self.query`, hidden, hidden),
      ...linear(`${layer}.attention.self.key`, hidden, hidden),
      ...linear(`${layer}.attention.self.value`, hidden, hidden),
      ...linear(`${layer}.attention.output.dense`, hidden, hidden),
      ...norm(`${layer}.attention.output.LayerNorm`, hidden),
      ...linear(`${layer}.intermediate.dense`, intermediate, hidden),
      ...linear(`${layer}.output.dense`, hidden, intermediate),
      ...norm(`${layer}.output.LayerNorm`, hidden),
    ]),
  ]);
}

type NamedShape = readonly [name: string, shape: readonly number[]];

function linear(name: string, outputs: number, inputs: number): readonly NamedShape[] {
  return [
    [`${name}.weight`, [outputs, inputs]],
    [`${name}.bias`, [outputs]],
  ];
}

function norm(name: string, size: number): readonly NamedShape[] {
  return [
    [`${name}.weight`, [size]],
    [`${name}.bias`, [size]],
  ];
}
