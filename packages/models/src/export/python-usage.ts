import type { PairReading, PythonUsage } from "@dalmeum/contracts";
import { z } from "zod";
import { REST, sourceToken, type TrainedModel, WEIGHTS } from "./trained-model.ts";

/** Lines of Python. */
type Lines = readonly string[];

const FOLDER = 'folder = "."  # where this file lies';
const TOKENIZER = "tokenizer = AutoTokenizer.from_pretrained(folder)";

export const indent = (lines: Lines): Lines => lines.map((line) => `    ${line}`);
export const program = (...sections: readonly Lines[]): string => sections.map((lines) => lines.join("\n")).join("\n\n\n");

/** The expression for the text that stands for the variable `sentence`; a source is in `source`. */
export function textExpression(template: string, sourced: boolean): string {
  const [before = "", after = ""] = template.split("{sentence}");
  const [start = "", end = ""] = sourceToken("\n").split("\n");
  return [
    ...(sourced ? [JSON.stringify(start), "source", JSON.stringify(`${end} ${before}`)] : before ? [JSON.stringify(before)] : []),
    "sentence",
    ...(after ? [JSON.stringify(after)] : []),
  ].join(" + ");
}

/** The expression for the texts of `sentences`. */
export function textsExpression(template: string, sourced: boolean): string {
  const text = textExpression(template, sourced);
  if (text === "sentence") return "list(sentences)";
  return sourced ? `[${text} for sentence, source in zip(sentences, sources)]` : `[${text} for sentence in sentences]`;
}

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

/** A cross-encoder's function of both sides' sentences. */
function crossTexts({ templates, sources }: PairReading): Lines {
  const sourced = sources.length > 0;
  const texts = (side: string, template: string, told: boolean): string =>
    `${side} = ${textsExpression(template, told).replaceAll("sentences", side)}`;
  return [texts("first", templates[0], sourced), texts("second", templates[1], false)];
}

const crossSignature = ({ sources }: PairReading): string => `first, second${sources.length > 0 ? ", sources" : ""}`;
const crossCall = ({ sources }: PairReading) => (first: string, second: string): string =>
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

const imports = (automodel: string, rest: boolean): Lines => [
  "import torch",
  ...(rest ? ["from safetensors.torch import load_file"] : []),
  `from transformers import ${automodel}, AutoTokenizer`,
  "",
  FOLDER,
  TOKENIZER,
  `model = ${automodel}.from_pretrained(folder).eval()`,
];

const computed = (output: string): string => `hidden = model(**batch)${output}`;

function biWithTransformers(model: TrainedModel, rest: boolean): PythonUsage {
  const { reading, pooling } = model;
  const sourced = reading.sources.length > 0;
  return {
    title: "transformers",
    code: program(
      [...imports("AutoModel", rest), ...(rest ? [`rest = load_file(f"{folder}/${REST}")`] : [])],
      [
        "@torch.no_grad()",
        `def embed(sentences${sourced ? ", sources" : ""}):`,
        ...indent([
          tokenized(textsExpression(reading.templates[0], sourced), reading),
          computed(".last_hidden_state"),
          ...POOLED[pooling],
          "return vectors",
        ]),
      ],
      biScore(model),
      pairScores(reading),
    ),
  };
}

function crossWithTransformers({ reading, pooling }: TrainedModel, file: string, prefix: string): PythonUsage {
  return {
    title: "transformers",
    code: program(
      [...imports("AutoModel", true), `rest = load_file(f"{folder}/${file}")`],
      [
        "@torch.no_grad()",
        `def one_order(${crossSignature(reading)}):`,
        ...indent([
          ...crossTexts(reading),
          tokenized("first, second", reading),
          computed(".last_hidden_state"),
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
  const texts = prompt === "" ? textsExpression(reading.templates[0], sourced) : "list(sentences)";
  return [
    {
      title: "sentence-transformers",
      code: program(
        [
          "import torch",
          "from sentence_transformers import SentenceTransformer",
          "",
          FOLDER,
          "model = SentenceTransformer(folder)",
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
    biWithTransformers(model, false),
  ];
}

/** How a cross-encoder's sequence-classification class is loaded. */
export function classifierUsage({ reading }: TrainedModel): readonly PythonUsage[] {
  return [
    {
      title: "transformers",
      code: program(
        imports("AutoModelForSequenceClassification", false),
        [
          "@torch.no_grad()",
          `def one_order(${crossSignature(reading)}):`,
          ...indent([...crossTexts(reading), tokenized("first, second", reading), "return model(**batch).logits[:, 0]"]),
        ],
        scoresOf(reading, crossCall(reading)),
      ),
    },
    crossEncoderUsage(reading),
  ];
}

/** How a cross-encoder of modules is loaded. */
export function crossModulesUsage(model: TrainedModel): readonly PythonUsage[] {
  return [crossEncoderUsage(model.reading), crossWithTransformers(model, `2_Dense/${WEIGHTS}`, "linear")];
}

function crossEncoderUsage(reading: PairReading): PythonUsage {
  return {
    title: "sentence-transformers",
    code: program(
      ["from sentence_transformers import CrossEncoder", "", FOLDER, "model = CrossEncoder(folder)"],
      [
        `def one_order(${crossSignature(reading)}):`,
        ...indent([...crossTexts(reading), "return model.predict(list(zip(first, second)))"]),
      ],
      scoresOf(reading, crossCall(reading)),
    ),
  };
}

/** How an encoder and what is learnt beside it are put together. */
export function plainUsage(model: TrainedModel): readonly PythonUsage[] {
  return [model.reading.sequencesPerPair === 2 ? biWithTransformers(model, true) : crossWithTransformers(model, REST, "similarity")];
}
