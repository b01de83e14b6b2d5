import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRng, type ExportedModel, type ModelDefinition, UserError } from "@dalmeum/contracts";
import { writeSafetensors } from "@dalmeum/files";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { biEncoder } from "../bi-encoder.ts";
import { crossEncoder } from "../cross-encoder.ts";
import { loadEncoder } from "../encoders/load-encoder.ts";
import { binaryClassification } from "../heads/binary-classification.ts";
import { cosine } from "../heads/cosine.ts";
import { regression } from "../heads/regression.ts";
import { loadTokenizer, pairEncoder } from "@dalmeum/tokenizers";

const checkpoint = tinyCheckpoint;
const bi = (sources: readonly string[] = []) =>
  biEncoder({ checkpoint, pooling: "mean", template: "query: {sentence}", sources, heads: { similarity: cosine() } });
const cross = (pooling: "first" | "mean" | "attention") =>
  crossEncoder({ checkpoint, pooling, heads: { similarity: regression(), binary: binaryClassification() } });

const cleaning = { normalizers: [{ type: "NFC" }], outer: " \u200b" };

function exported(definition: ModelDefinition): ExportedModel {
  const parameters = definition.load(workspaceRoot).init(createRng(1));
  const found = definition.exportFiles?.({
    root: workspaceRoot,
    parameters,
    maxLength: 32,
    symmetric: false,
    cleaning,
  });
  if (!found) throw new Error("no export");
  return found;
}

/** A folder with the files, removed when the test ends. */
function written({ files, tensors }: ExportedModel): string {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-export-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const path of [...Object.keys(files), ...Object.keys(tensors)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
  }
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
  for (const [path, values] of Object.entries(tensors)) writeSafetensors(join(folder, path), values);
  return folder;
}

const json = ({ files }: ExportedModel, path: string): unknown => JSON.parse(files[path] ?? "");

describe("exportFiles", () => {
  it.each([
    ["a bi-encoder", bi(["petition", "slack"])],
    ["a cross-encoder on the first token", cross("first")],
    ["a cross-encoder on the mean", cross("mean")],
    ["a cross-encoder with attention", cross("attention")],
  ])("gives %s whose encoder reads back as it was", (_, definition) => {
    const trained = definition.load(workspaceRoot).init(createRng(1));
    const encoder = loadEncoder(written(exported(definition)), ".");
    expect(encoder.parameterShapes).toEqual(
      Object.fromEntries(Object.keys(encoder.parameterShapes).map((name) => [name, trained[name]?.shape])),
    );
    for (const [name, { values }] of Object.entries(encoder.parameters()))
      expect(values).toEqual(trained[name]?.values);
  });

  it("gives a tokenizer with the sources' tokens, which reads pairs as the model does", () => {
    const definition = bi(["petition", "slack"]);
    const model = exported(definition);
    const { vocabSize, typeVocabSize, maxLength } = model.reading;
    const limits = { vocabSize: vocabSize + 2, typeVocabSize, maxLength };
    const encode = pairEncoder(loadTokenizer(written(model), limits), model.reading);
    const pair = { id: "p", source: "slack", sentence1: "비가 온다.", sentence2: "나는 집에 있다." };
    expect(encode(pair, 32)).toEqual(definition.load(workspaceRoot).encode(pair, 32));
    expect(json(model, "tokenizer.json")).toMatchObject({
      truncation: null,
      padding: null,
      normalizer: { type: "Sequence", normalizers: [{ type: "NFC" }, expect.anything()] },
      added_tokens: expect.arrayContaining([
        expect.objectContaining({ id: vocabSize, content: "<source:petition>", special: true, rstrip: false }),
        expect.objectContaining({ id: vocabSize + 1, content: "<source:slack>" }),
      ]) as unknown,
    });
    expect(json(model, "tokenizer_config.json")).toEqual({
      tokenizer_class: "PreTrainedTokenizerFast",
      model_max_length: 32,
      pad_token: "<pad>",
      model_input_names: ["input_ids", "token_type_ids", "attention_mask"],
    });
  });

  it("gives sentence-transformers its modules and the template as a prompt", () => {
    const model = exported(bi());
    expect(json(model, "modules.json")).toMatchObject([{ path: "" }, { path: "1_Pooling" }]);
    expect(json(model, "config_sentence_transformers.json")).toMatchObject({
      prompts: { sentence: "query: " },
      default_prompt_name: "sentence",
    });
    expect(json(model, "1_Pooling/config.json")).toMatchObject({ pooling_mode_mean_tokens: true });
    expect(json(exported(bi(["a"])), "config_sentence_transformers.json")).toMatchObject({ prompts: {} });
  });

  it("drops the checkpoint's packing from the config, and names its license", () => {
    const heads = { similarity: cosine() };
    const definition = biEncoder({ checkpoint: "checkpoints/e5-small-ko", pooling: "mean", heads });
    const model = exported(definition);
    expect(json(model, "config.json")).toMatchObject({ architectures: ["BertModel"], dtype: "float32" });
    expect(json(model, "config.json")).not.toHaveProperty("quantization_config");
    expect(model.license).toBe("mit");
  });

  it("says which heads it leaves out", () => {
    expect(exported(cross("first")).notes.join("\n")).toContain("Left out: the heads binary");
  });

  it("refuses a head that Python is not told of", () => {
    const heads = { similarity: { ...cosine(), name: "myHead" } };
    const definition = biEncoder({ checkpoint, pooling: "mean", heads });
    expect(() => exported(definition)).toThrow(UserError);
    expect(() => exported(definition)).toThrow(
      "export knows the heads cosine, comparison, regression, found myHead as similarity",
    );
  });
});
