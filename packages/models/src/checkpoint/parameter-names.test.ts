import { describe, expect, it } from "vitest";
import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { workspaceRoot } from "@dalmeum/testing";
import { z } from "zod";
import { parameterNames } from "./parameter-names.ts";

/** Of tools/golden/write_head_names.py. */
const headsSchema = z.object({
  tool: z.string(),
  names: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});
const heads = readJson(join(workspaceRoot, "packages/testing/fixtures/head-names.json"), headsSchema);
const typeSchema = z.enum(["bert", "roberta", "xlm-roberta", "electra", "deberta-v2"]);
const parameters = { "embeddings.LayerNorm.weight": [4], "embeddings.LayerNorm.bias": [4] };

describe("parameterNames", () => {
  it.each([
    ["bert", "bert.embeddings.LayerNorm.gamma", "embeddings.LayerNorm.weight"],
    ["bert", "embeddings.LayerNorm.beta", "embeddings.LayerNorm.bias"],
    ["xlm-roberta", "roberta.embeddings.LayerNorm.weight", "embeddings.LayerNorm.weight"],
    ["electra", "electra.embeddings.LayerNorm.bias", "embeddings.LayerNorm.bias"],
    ["deberta-v2", "deberta.embeddings.LayerNorm.weight", "embeddings.LayerNorm.weight"],
  ] as const)("finds what a %s stores as %s", (modelType, stored, name) => {
    expect(parameterNames({ modelType }, parameters)(stored)).toBe(name);
  });

  it.each([
    ["bert", "cls.predictions.transform.LayerNorm.gamma"],
    ["bert", "cls.seq_relationship.bias"],
    ["bert", "bert.pooler.dense.weight"],
    ["bert", "embeddings.position_ids"],
    ["bert", "classifier.weight"],
    ["roberta", "lm_head.dense.weight"],
    ["roberta", "classifier.out_proj.bias"],
    ["electra", "discriminator_predictions.dense.bias"],
    ["deberta-v2", "deberta.embeddings.position_embeddings.weight"],
    ["deberta-v2", "lm_predictions.lm_head.bias"],
  ] as const)("leaves out what a %s stores as %s", (modelType, stored) => {
    expect(parameterNames({ modelType }, parameters)(stored)).toBeUndefined();
  });

  it.each(Object.entries(heads.names))(`leaves out whatever ${heads.tool} stores beside a %s`, (modelType, classes) => {
    const nameOf = parameterNames({ modelType: typeSchema.parse(modelType) }, parameters);
    const kept = Object.values(classes).flatMap((names) => names.filter((name) => nameOf(name) !== undefined));
    expect(kept).toEqual([]);
    expect(Object.keys(classes).length).toBeGreaterThan(4);
  });

  it.each([
    ["bert", "lm_head.bias"],
    ["bert", "bert.encoder.layer.0.extra"],
    ["roberta", "bert.embeddings.LayerNorm.weight"],
    ["bert", "generator_predictions.dense.weight"],
  ] as const)("gives what a %s should not store back as %s", (modelType, stored) => {
    expect(parameterNames({ modelType }, parameters)(stored)).toBe(stored);
  });
});
