import type { PairReading, PythonUsage } from "@dalmeum/contracts";
import { z } from "zod";
import { hasRest, REST, SOURCE_MARKS, type TrainedModel, WEIGHTS } from "./trained-model.ts";

/** Lines of Python. */
type Lines = readonly string[];

const FOLDER = 'folder = "."  # where this file lies';

/** What every program begins with: where it reads, and what it leaves out at both ends of a sentence. */
export const preamble = ({ cleaning }: TrainedModel): Lines => [
  FOLDER,
  `outer = ${ascii(cleaning.outer)}  # at a sentence's ends, where it means nothing`,
];
const TOKENIZER = "tokenizer = AutoTokenizer.from_pretrained(folder)";

export const indent = (lines: Lines): Lines => lines.map((line) => `    ${line}`);
export const program = (...sections: readonly Lines[]): string =>
  sections.map((lines) => lines.join("\n")).join("\n\n\n");

/**
 * The expression for the texts of a list of sentences.
 * @param list the variable that holds it; where texts have a source, `sources` holds those.
 */
export function textsExpression(template: string, sourced: boolean, list = "sentences"): string {
  const [before = "", after = ""] = template.split("{sentence}");
  const [open, close] = SOURCE_MARKS;
  const start = sourced ? [text(open), "source", text(`${close} ${before}`)] : before === "" ? [] : [text(before)];
  const parts = [...start, "sentence.strip(outer)", ...(after === "" ? [] : [text(after)])];
  return `[${parts.join(" + ")} for ${sourced ? `sentence, source in zip(${list}, sources)` : `sentence in ${list}`}]`;
}

/** JSON's strings are Python's. */
const text = (value: string): string => JSON.stringify(value);

/** The same, with nothing in it that cannot be seen. */
const ascii = (value: string): string =>
  text(value).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const tokenized = (texts: string, { maxLength }: PairReading): string =>
  `batch = tokenizer(${texts}, padding=True, truncation=True, max_length=${maxLength}, return_tensors="pt")`;

/** `scores` from a function `score` of both sides. */
function scoresOf({ sources, symmetric }: PairReading, score: (first: string, second: string) => string): Lines {
  const once = score("first", "second");
  return [
    "def scores(pairs):",
    ...indent([
      `first, second${sources.length > 0 ? ", sources" : ""} = zip(*pairs)`,
      symmetric ? `return (${once} + ${score("second", "first")}) / 2` : `return ${once}`,
    ]),
  ];
}

/** A bi-encoder's `scores` from its `embed` and `score`. */
function pairScores(reading: PairReading): Lines {
  const embedded = (side: string): string => `embed(${side}${reading.sources.length > 0 ? ", sources" : ""})`;
  return scoresOf(reading, (first, second) => `score(${embedded(first)}, ${embedded(second)})`);
}

/** A cross-encoder's sentences as texts; the source stands before the first. */
const crossTexts = ({ templates, sources }: PairReading): string =>
  `${textsExpression(templates[0], sources.length > 0, "first")}, ${textsExpression(templates[1], false, "second")}`;

const crossSignature = ({ sources }: PairReading): string => `first, second${sources.length > 0 ? ", sources" : ""}`;
const crossCall =
  ({ sources }: PairReading) =>
  (first: string, second: string): string =>
    `one_order(${first}, ${second}${sources.length > 0 ? ", sources" : ""})`;

/** Pooled vectors of `hidden` and the batch's mask. */
const POOLED: Readonly<Record<TrainedModel["pooling"], Lines>> = {
  first: ["vectors = hidden[:, 0]"],
  mean: ['mask = batch["attention_mask"].unsqueeze(-1)', "vectors = (hidden * mask).sum(1) / mask.sum(1)"],
  attention: [
    'logits = (hidden @ rest["pooling.weight"].T).squeeze(-1).masked_fill(batch["attention_mask"] == 0, -torch.inf)',
    "vectors = (logits.softmax(-1).unsqueeze(-1) * hidden).sum(1)",
  ],
};

const scaleSchema = z.object({ scale: z.number() });

/** `score` of both sentences' vectors. */
function biScore({ head }: TrainedModel): Lines {
  const value =
    head.name === "cosine"
      ? `${scaleSchema.parse(head.options).scale} * torch.cosine_similarity(u, v)`
      : '(torch.cat([u, v, (u - v).abs()], -1) @ rest["similarity.weight"].T + rest["similarity.bias"])[:, 0]';
  return ["def score(u, v):", ...indent([`return ${value}`])];
}

/** @param rest the file beside the encoder, if one is read. */
const loaded = (trained: TrainedModel, from: string, classes: Lines, model: string, rest?: string): Lines => [
  ...(rest === undefined ? [] : ["from safetensors.torch import load_file"]),
  `from ${from} import ${classes.join(", ")}`,
  "",
  ...preamble(trained),
  ...(classes.includes("AutoTokenizer") ? [TOKENIZER] : []),
  `model = ${model}`,
  ...(rest === undefined ? [] : [`rest = load_file(f"{folder}/${rest}")`]),
];

const withTransformers = (trained: TrainedModel, automodel: string, rest?: string): Lines => [
  "import torch",
  ...loaded(trained, "transformers", [automodel, "AutoTokenizer"], `${automodel}.from_pretrained(folder).eval()`, rest),
];

const restFile = (model: TrainedModel): string | undefined => (hasRest(model) ? REST : undefined);

const HIDDEN = "hidden = model(**batch).last_hidden_state";

function biWithTransformers(model: TrainedModel): PythonUsage {
  const { reading, pooling } = model;
  const sourced = reading.sources.length > 0;
  return {
    title: "transformers",
    code: program(
      withTransformers(model, "AutoModel", restFile(model)),
      [
        "@torch.no_grad()",
        `def embed(sentences${sourced ? ", sources" : ""}):`,
        ...indent([
          tokenized(textsExpression(reading.templates[0], sourced), reading),
          HIDDEN,
          ...POOLED[pooling],
          "return vectors",
        ]),
      ],
      biScore(model),
      pairScores(reading),
    ),
  };
}

function crossWithTransformers(model: TrainedModel, file: string, prefix: string): PythonUsage {
  const { reading, pooling } = model;
  return {
    title: "transformers",
    code: program(
      withTransformers(model, "AutoModel", file),
      [
        "@torch.no_grad()",
        `def one_order(${crossSignature(reading)}):`,
        ...indent([
          tokenized(crossTexts(reading), reading),
          HIDDEN,
          ...POOLED[pooling],
          `return (vectors @ rest["${prefix}.weight"].T + rest["${prefix}.bias"])[:, 0]`,
        ]),
      ],
      scoresOf(reading, crossCall(reading)),
    ),
  };
}

/** How sentence-transformers, and transformers alone, load a bi-encoder. @param prompt what the former adds by itself. */
export function sentenceUsage(model: TrainedModel, prompt: string): readonly PythonUsage[] {
  const { reading } = model;
  const sourced = reading.sources.length > 0;
  const texts = prompt === "" ? textsExpression(reading.templates[0], sourced) : textsExpression("{sentence}", false);
  return [
    {
      title: "sentence-transformers",
      code: program(
        [
          "import torch",
          ...loaded(
            model,
            "sentence_transformers",
            ["SentenceTransformer"],
            "SentenceTransformer(folder)",
            restFile(model),
          ),
        ],
        [
          `def embed(sentences${sourced ? ", sources" : ""}):`,
          ...indent([
            `return model.encode(${texts}, convert_to_tensor=True)${prompt === "" ? "" : "  # its prompt is put before each"}`,
          ]),
        ],
        biScore(model),
        pairScores(reading),
      ),
    },
    biWithTransformers(model),
  ];
}

/** How a cross-encoder's sequence-classification class is loaded. */
export function classifierUsage(model: TrainedModel): readonly PythonUsage[] {
  const { reading } = model;
  return [
    {
      title: "transformers",
      code: program(
        withTransformers(model, "AutoModelForSequenceClassification"),
        [
          "@torch.no_grad()",
          `def one_order(${crossSignature(reading)}):`,
          ...indent([tokenized(crossTexts(reading), reading), "return model(**batch).logits[:, 0]"]),
        ],
        scoresOf(reading, crossCall(reading)),
      ),
    },
    crossEncoderUsage(model),
  ];
}

/** How a cross-encoder of modules is loaded. */
export function crossModulesUsage(model: TrainedModel): readonly PythonUsage[] {
  return [crossEncoderUsage(model), crossWithTransformers(model, `2_Dense/${WEIGHTS}`, "linear")];
}

function crossEncoderUsage(model: TrainedModel): PythonUsage {
  const { reading } = model;
  return {
    title: "sentence-transformers",
    code: program(
      loaded(model, "sentence_transformers", ["CrossEncoder"], "CrossEncoder(folder)"),
      [
        `def one_order(${crossSignature(reading)}):`,
        ...indent([`return model.predict(list(zip(${crossTexts(reading)})))`]),
      ],
      scoresOf(reading, crossCall(reading)),
    ),
  };
}

/** How an encoder and what is learnt beside it are put together. */
export function plainUsage(model: TrainedModel): readonly PythonUsage[] {
  return [
    model.reading.sequencesPerPair === 2 ? biWithTransformers(model) : crossWithTransformers(model, REST, "similarity"),
  ];
}
