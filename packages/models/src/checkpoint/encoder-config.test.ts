import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { workspaceRoot } from "@dalmeum/testing";
import { afterAll, describe, expect, it } from "vitest";
import { readEncoderConfig } from "./encoder-config.ts";

const folder = mkdtempSync(join(tmpdir(), "dalmeum-config-"));
const path = join(folder, "config.json");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const valid = {
  model_type: "bert",
  vocab_size: 50,
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 32,
  hidden_act: "gelu",
  max_position_embeddings: 64,
  type_vocab_size: 2,
};
const read = (changes: object): unknown => {
  writeFileSync(path, JSON.stringify({ ...valid, ...changes }));
  return readEncoderConfig(path);
};

describe("readEncoderConfig", () => {
  it("reads e5-small-ko's", () => {
    expect(readEncoderConfig(join(workspaceRoot, "checkpoints/e5-small-ko/config.json"))).toEqual({
      modelType: "bert",
      vocabSize: 19_694,
      hiddenSize: 384,
      numHiddenLayers: 12,
      numAttentionHeads: 12,
      intermediateSize: 1536,
      embeddingSize: 384,
      maxPositionEmbeddings: 512,
      positionBiasedInput: true,
      positionsCountTokens: false,
      maxLength: 512,
      typeVocabSize: 2,
      layerNormEps: 1e-12,
      hiddenDropoutProb: 0.1,
      attentionProbsDropoutProb: 0.1,
      initializerRange: 0.02,
      padTokenId: 1,
      quantMethod: "q4_0",
    });
  });

  it("takes transformers' defaults for what is absent", () => {
    expect(read({})).toMatchObject({ layerNormEps: 1e-12, hiddenDropoutProb: 0.1, padTokenId: 0, quantMethod: "none" });
    expect(read({ pad_token_id: null })).toMatchObject({ padTokenId: 0 });
  });

  it("counts RoBERTa's positions from the padding id on, 1 where none is named", () => {
    const roberta = { model_type: "roberta", max_position_embeddings: 514, type_vocab_size: 1 };
    expect(read(roberta)).toMatchObject({ padTokenId: 1, positionsCountTokens: true, maxLength: 512 });
    expect(read({ ...roberta, model_type: "xlm-roberta", pad_token_id: 3 })).toMatchObject({ maxLength: 510 });
  });

  it("reads the width of ELECTRA's embeddings", () => {
    expect(read({ model_type: "electra", embedding_size: 8 })).toMatchObject({ embeddingSize: 8, hiddenSize: 16 });
  });

  const deberta = { model_type: "deberta-v2", relative_attention: true };
  it("takes transformers' defaults for what is absent of DeBERTa", () => {
    const defaults = { ...deberta, type_vocab_size: undefined };
    expect(read(defaults)).toMatchObject({
      layerNormEps: 1e-7,
      typeVocabSize: 0,
      positionBiasedInput: true,
      posAttType: { c2p: false, p2c: false },
      shareAttKey: false,
      positionBuckets: 0,
      maxRelativePositions: 64,
      normRelEbd: false,
    });
    expect(read(defaults)).not.toHaveProperty("convolution");
  });

  it("reads attention types as a text or as a list", () => {
    const both = { posAttType: { c2p: true, p2c: true } };
    expect(read({ ...deberta, pos_att_type: "p2c|c2p" })).toMatchObject(both);
    expect(read({ ...deberta, pos_att_type: ["p2c", "c2p"] })).toMatchObject(both);
    expect(read({ ...deberta, pos_att_type: null })).toMatchObject({ posAttType: { c2p: false, p2c: false } });
  });

  it.each([
    [{ model_type: undefined }, 'model_type: missing; expected "bert", "roberta"'],
    [{ ...deberta, relative_attention: false }, "relative_attention: found false, supported: true"],
    [{ ...deberta, pos_att_type: "p2p" }, "pos_att_type"],
    [{ ...deberta, conv_kernel_size: 4 }, "conv_kernel_size: must be odd"],
    [{ ...deberta, conv_groups: 2 }, "conv_groups: found 2, supported: 1"],
    [{ ...deberta, attention_head_size: 4 }, "attention_head_size: must be hidden_size / num_attention_heads"],
    [
      { model_type: "roberta", max_position_embeddings: 2 },
      "max_position_embeddings: must be more than pad_token_id + 1",
    ],
    [
      { model_type: "t5" },
      'model_type: found "t5", supported: "bert", "roberta", "xlm-roberta", "electra", "deberta-v2"',
    ],
    [{ hidden_act: "gelu_new" }, 'hidden_act: found "gelu_new", supported: "gelu"'],
    [{ is_decoder: true }, "is_decoder: found true, supported: false"],
    [
      { position_embedding_type: "relative_key" },
      'position_embedding_type: found "relative_key", supported: "absolute"',
    ],
    [
      { quantization_config: { quant_method: "gptq", block_size: 32 } },
      'quantization_config.quant_method: found "gptq", supported: "q4_0"',
    ],
    [{ hidden_size: undefined }, "hidden_size: missing; expected a whole number 1 .. 65536"],
    [{ num_hidden_layers: 1e9 }, "num_hidden_layers: found 1000000000, supported: a whole number 1 .. 1000"],
    [{ hidden_dropout_prob: 1 }, "hidden_dropout_prob: found 1, supported: a number 0 .. 1, 1 excluded"],
    [{ num_attention_heads: 3 }, "hidden_size: must be a multiple of num_attention_heads"],
    [
      { model_type: "roberta", max_position_embeddings: 514, type_vocab_size: 1, pad_token_id: null },
      "pad_token_id: found null, supported: a whole number",
    ],
    [{ pad_token_id: 50 }, "pad_token_id: must be less than vocab_size"],
  ])("refuses %o", (changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });

  it("lists all problems of a file, and names a file that is missing or no JSON", () => {
    expect(() => read({ is_decoder: true, hidden_act: "relu" })).toThrow(`${path}: 2 problems`);
    writeFileSync(path, "{");
    expect(() => readEncoderConfig(path)).toThrow(UserError);
    expect(() => readEncoderConfig(join(folder, "absent.json"))).toThrow(
      /absent\.json: cannot be read as JSON: ENOENT/,
    );
  });
});
