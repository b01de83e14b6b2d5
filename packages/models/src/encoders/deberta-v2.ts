import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@dalmeum/contracts";
import type { DebertaV2Config } from "../checkpoint/encoder-config.ts";
import { dropout } from "../layers/dropout.ts";
import { parameter } from "../layers/parameter.ts";
import { CONVOLUTION_ACTIVATIONS, convolve } from "./convolution.ts";
import { attentionProjections, disentangledAttention } from "./disentangled-attention.ts";
import { embeddingSum, normalizeEmbeddings } from "./embed.ts";
import type { EncoderArchitecture } from "./encoder-architecture.ts";
import { bySequence, type ForwardPass, normalize, paddingBias, passOver, transformerLayer } from "./forward-pass.ts";
import { embeddingShapes, layerShapes, type NamedShape, normShapes, WORD_TABLE } from "./parameter-shapes.ts";
import { positionSpan } from "./relative-positions.ts";

const PROJECTION = "embeddings.embed_proj.weight";
const RELATIVE_TABLE = "encoder.rel_embeddings.weight";
const RELATIVE_NORM = "encoder.LayerNorm";
const CONVOLUTION = "encoder.conv";

type Pass = ForwardPass<DebertaV2Config>;

/**
 * DeBERTa-v2 and -v3: attention to content and to relative position, whose vectors all layers share, and a convolution
 * beside the first layer where the config asks for it. He et al. 2020, arXiv:2006.03654, and 2021, arXiv:2111.09543;
 * transformers.DebertaV2Model 5.23.0.
 */
export function debertaV2(config: DebertaV2Config): EncoderArchitecture {
  return {
    parameterShapes: Object.fromEntries([
      ...embeddingShapes(config),
      ...projectionShape(config),
      ...normShapes("embeddings.LayerNorm", config.hiddenSize),
      ...layerShapes(config, attentionProjections(config)),
      [RELATIVE_TABLE, [2 * positionSpan(config), config.hiddenSize]],
      ...(config.normRelEbd ? normShapes(RELATIVE_NORM, config.hiddenSize) : []),
      ...convolutionShapes(config),
    ]),
    lookupTables: [WORD_TABLE],
    packs: false,
    encode: (parameters, batch, mode) => {
      const pass = passOver(config, batch, { parameters, mode });
      const embedded = embed(pass, batch);
      const table = tf.reshape<tf.Rank.R2>(parameter(parameters, RELATIVE_TABLE), [-1, config.hiddenSize]);
      const relative = config.normRelEbd ? normalize(pass, RELATIVE_NORM, table) : table;
      const shared = { relative, bias: paddingBias(pass) };
      let hidden = embedded;
      for (let index = 0; index < config.numHiddenLayers; index++) {
        hidden = transformerLayer(pass, index, hidden, (name, states) =>
          disentangledAttention(pass, name, states, shared),
        );
        if (index === 0 && config.convolution) hidden = addConvolution(pass, embedded, hidden, config.convolution);
      }
      return bySequence(pass, hidden);
    },
  };
}

function projectionShape({ embeddingSize, hiddenSize }: DebertaV2Config): readonly NamedShape[] {
  return embeddingSize === hiddenSize ? [] : [[PROJECTION, [hiddenSize, embeddingSize]]];
}

function convolutionShapes({ convolution, hiddenSize }: DebertaV2Config): readonly NamedShape[] {
  if (!convolution) return [];
  return [
    [`${CONVOLUTION}.conv.weight`, [hiddenSize, hiddenSize, convolution.kernelSize]],
    [`${CONVOLUTION}.conv.bias`, [hiddenSize]],
    ...normShapes(`${CONVOLUTION}.LayerNorm`, hiddenSize),
  ];
}

/** Padding's vectors are 0, so that a convolution sees the same beyond a sequence whatever it is padded to. */
function embed(pass: Pass, batch: Batch): tf.Tensor2D {
  const { config, parameters, mode } = pass;
  const sum = embeddingSum(pass, batch);
  const projected =
    config.embeddingSize === config.hiddenSize
      ? sum
      : tf.matMul<tf.Tensor2D>(sum, parameter(parameters, PROJECTION), false, true);
  return dropout(tf.mul(normalizeEmbeddings(pass, projected), tokens(pass)), config.hiddenDropoutProb, mode);
}

/** LayerNorm(output of the first layer + act(dropout(convolution of its input))), 0 where padding is. */
function addConvolution(
  pass: Pass,
  input: tf.Tensor2D,
  output: tf.Tensor2D,
  { activation }: NonNullable<DebertaV2Config["convolution"]>,
): tf.Tensor2D {
  const { config, parameters, mode } = pass;

  const weight = parameter(parameters, `${CONVOLUTION}.conv.weight`);
  const bias = parameter(parameters, `${CONVOLUTION}.conv.bias`);
  const convolved = tf.mul<tf.Tensor2D>(convolve(bySequence(pass, input), weight, bias), tokens(pass));
  const activated = CONVOLUTION_ACTIVATIONS[activation](dropout(convolved, config.hiddenDropoutProb, mode));
  return tf.mul(normalize(pass, `${CONVOLUTION}.LayerNorm`, tf.add(output, activated)), tokens(pass));
}

/** 1 for a token, 0 for padding; [R * T, 1]. */
const tokens = ({ attentionMask, rows, length }: Pass): tf.Tensor2D => tf.reshape(attentionMask, [rows * length, 1]);
