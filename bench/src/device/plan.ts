import { z } from "zod";

export const DEVICE_PRECISIONS = ["float32", "tf32", "bfloat16"] as const;

const modelSchema = z.object({
  /** Folder, relative to where the plan lies. */
  checkpoint: z.string(),
  /** Its config.json where its weights are drawn there: they would be too much to carry. */
  config: z.record(z.string(), z.json()).optional(),
});

const caseSchema = z.object({
  model: z.string(),
  length: z.int().positive(),
  precision: z.enum(DEVICE_PRECISIONS),
});

/** What a machine with a device is to do, as both sides read it. */
export const devicePlanSchema = z.object({
  batchSize: z.int().positive(),
  models: z.record(z.string(), modelSchema),
  /** Updates of one batch of pairs, to compare with the numbers that were recorded; the model is the experiment's. */
  check: z.object({ pairs: z.int().positive(), updates: z.int().positive() }),
  /** Timed one by one; the most telling come first, as time may run out. */
  cases: z.object({ beforeEpoch: z.array(caseSchema), afterEpoch: z.array(caseSchema) }),
  warmup: z.int().positive(),
  measured: z.int().positive(),
  /** Training pairs of the epoch. */
  epochPairs: z.int().positive(),
});

export type DevicePlan = z.infer<typeof devicePlanSchema>;
export type DeviceCase = z.infer<typeof caseSchema>;

/** BERT's configuration; the vocabulary is that of the checkpoint whose tokenizer is carried. */
const bertConfig = (layers: number, width: number, heads: number) => ({
  ...{ architectures: ["BertModel"], model_type: "bert", hidden_act: "gelu", vocab_size: 32_000, pad_token_id: 1 },
  ...{ hidden_size: width, num_hidden_layers: layers, num_attention_heads: heads, intermediate_size: 4 * width },
  ...{ hidden_dropout_prob: 0.1, attention_probs_dropout_prob: 0.1, initializer_range: 0.02 },
  ...{ max_position_embeddings: 512, type_vocab_size: 2, layer_norm_eps: 1e-12 },
});

const SMALL = { checkpoint: "checkpoints/e5-small-ko" };
const BASE = { checkpoint: "checkpoints/bert-12x768", config: bertConfig(12, 768, 12) };
const TINY = { checkpoint: "checkpoints/bert-2x32", config: bertConfig(2, 32, 2) };

function casesOf(models: readonly string[], lengths: readonly number[]): DevicePlan["cases"] {
  const of = (precision: DeviceCase["precision"]): DeviceCase[] =>
    lengths.flatMap((length) => models.map((model) => ({ model, length, precision })));
  return { beforeEpoch: of("bfloat16"), afterEpoch: [...of("tf32"), ...of("float32")] };
}

/** For a GPU: KorSTS has 5,749 training pairs. */
export const FULL_PLAN: DevicePlan = {
  batchSize: 32,
  models: { "bert-12x768": BASE, "e5-small-ko": SMALL },
  check: { pairs: 32, updates: 3 },
  cases: casesOf(["bert-12x768", "e5-small-ko"], [128, 32]),
  warmup: 5,
  measured: 50,
  epochPairs: 5_749,
};

/** The same ways in small, to see on a CPU that nothing breaks. */
export const DRY_PLAN: DevicePlan = {
  batchSize: 4,
  models: { "bert-2x32": TINY, "e5-small-ko": SMALL },
  check: FULL_PLAN.check,
  cases: casesOf(["bert-2x32"], [16, 8]),
  warmup: 2,
  measured: 3,
  epochPairs: 12,
};
