import { z } from "zod";

const found = (supported: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    issue.input === undefined
      ? `missing; expected ${supported}`
      : `found ${JSON.stringify(issue.input)}, supported: ${supported}`,
});
const only = <T extends string | boolean | number>(value: T) => z.literal(value, found(JSON.stringify(value)));
const whole = (least: number, most: number) => {
  const expected = found(`a whole number ${least} .. ${most}`);
  return z.int(expected).min(least, expected).max(most, expected);
};
const count = (most: number) => whole(1, most);
const rateExpected = found("a number 0 .. 1, 1 excluded");
const rate = z.number(rateExpected).min(0, rateExpected).lt(1, rateExpected);
const positive = z.number(found("a number above 0")).positive(found("a number above 0"));
const WIDTH = 65_536;
const LENGTH = 1_000_000;

const common = z.object({
  hidden_act: only("gelu"),
  position_embedding_type: only("absolute").optional(),
  is_decoder: only(false).optional(),
  vocab_size: count(10_000_000),
  hidden_size: count(WIDTH),
  num_hidden_layers: count(1000),
  num_attention_heads: count(WIDTH),
  intermediate_size: count(LENGTH),
  max_position_embeddings: count(LENGTH),
  type_vocab_size: count(WIDTH),
  layer_norm_eps: positive.default(1e-12),
  hidden_dropout_prob: rate.default(0.1),
  attention_probs_dropout_prob: rate.default(0.1),
  initializer_range: positive.default(0.02),
  // What stands where nothing is attended to does not count; it needs some id.
  pad_token_id: whole(0, LENGTH * 10)
    .nullish()
    .transform((id) => id ?? 0),
  quantization_config: z.object({ quant_method: only("q4_0"), block_size: only(32) }).optional(),
});

const bert = common.extend({ model_type: z.literal("bert") });
const roberta = common.extend({
  model_type: z.literal(["roberta", "xlm-roberta"]),
  pad_token_id: whole(0, LENGTH * 10).default(1),
});
const electra = common.extend({ model_type: z.literal("electra"), embedding_size: count(WIDTH) });

const ATTENTION_TYPES = ["c2p", "p2c"] as const;
const attentionType = z.enum(ATTENTION_TYPES, found(ATTENTION_TYPES.map((type) => JSON.stringify(type)).join(", ")));
const separated = z.string().transform((text) =>
  text
    .toLowerCase()
    .split("|")
    .map((part) => part.trim()),
);

const debertaV2 = common.extend({
  model_type: z.literal("deberta-v2"),
  embedding_size: count(WIDTH).optional(),
  type_vocab_size: whole(0, WIDTH).default(0),
  layer_norm_eps: positive.default(1e-7),
  relative_attention: only(true),
  pos_att_type: z.union([separated.pipe(z.array(attentionType)), z.array(attentionType)]).nullish(),
  share_att_key: z.boolean().default(false),
  position_biased_input: z.boolean().default(true),
  position_buckets: whole(-1, LENGTH).default(-1),
  max_relative_positions: whole(-1, LENGTH).default(-1),
  norm_rel_ebd: z.enum(["none", "layer_norm"], found('"none", "layer_norm"')).default("none"),
  conv_kernel_size: whole(0, 99)
    .refine((size) => size === 0 || size % 2 === 1, "must be odd")
    .default(0),
  conv_groups: only(1).default(1),
  conv_act: z.enum(["tanh", "gelu"], found('"tanh", "gelu"')).default("tanh"),
  attention_head_size: count(WIDTH).optional(),
});

const SUPPORTED = ["bert", "roberta", "xlm-roberta", "electra", "deberta-v2"];

/** What config.json may say, by its `model_type`; defaults are those of transformers 5.23.0. */
export const configSchema = z
  .discriminatedUnion("model_type", [bert, roberta, electra, debertaV2], {
    error: ({ input }) => {
      const type: unknown = typeof input === "object" && input !== null ? Reflect.get(input, "model_type") : undefined;
      return found(SUPPORTED.map((name) => JSON.stringify(name)).join(", ")).error({ input: type });
    },
  })
  .refine((config) => config.hidden_size % config.num_attention_heads === 0, {
    path: ["hidden_size"],
    message: "must be a multiple of num_attention_heads",
  })
  .refine((config) => config.pad_token_id < config.vocab_size, {
    path: ["pad_token_id"],
    message: "must be less than vocab_size",
  })
  .refine(
    (config) =>
      config.model_type !== "deberta-v2" ||
      (config.attention_head_size ?? config.hidden_size / config.num_attention_heads) * config.num_attention_heads ===
        config.hidden_size,
    { path: ["attention_head_size"], message: "must be hidden_size / num_attention_heads" },
  )
  .refine(({ model_type: type, ...config }) => !type.endsWith("roberta") || longestAfter(config) > 0, {
    path: ["max_position_embeddings"],
    message: "must be more than pad_token_id + 1, after which positions start",
  });

export type ConfigJson = z.infer<typeof configSchema>;

/** Positions that are left after those up to the padding id, which RoBERTa leaves out. */
export const longestAfter = (config: {
  readonly max_position_embeddings: number;
  readonly pad_token_id: number;
}): number => config.max_position_embeddings - (config.pad_token_id + 1);
