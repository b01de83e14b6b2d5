import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createRng } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { float32Of, openCheckpoint, writeSafetensors } from "@dalmeum/files";
import { metric } from "@dalmeum/reports";
import { openvinoFolder } from "@dalmeum/runtimes";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { writeEmbeddings } from "./exported-embeddings.ts";
import { checkExports, findPython } from "./python.ts";
import { createWorkspace, dataFiles, experimentSource } from "./workspace.ts";

const MODEL = /model: biEncoder\(.*\),\n/;
const IMPORTS = "{ biEncoder, cosine }";

/** Two updates of a tiny model. */
function experiment(model: string, options = ""): Readonly<Record<string, string>> {
  const heads = "biEncoder, comparison, cosine, crossEncoder, regression";
  const source = experimentSource
    .replace(IMPORTS, `{ ${heads} }`)
    .replace(MODEL, `model: ${model},\n  ${options}`)
    .replace("epochs: 2", "epochs: 1")
    .replace("maxLength: 32", "maxLength: 12")
    .replace("[1, 2]", "[1]");
  const pairs = [dataFiles["datasets/tiny/test.csv"].trimEnd(), ...ODD_PAIRS, ""].join("\n");
  return { "experiments/tiny/experiment.ts": source, "pairs.csv": pairs };
}

/** As Python reads them, and no more alike to it than here: composed, without joiners, at their ends too. */
const ODD_PAIRS = [
  ["나는 사과를 먹는다.".normalize("NFD"), "café 비가 온다".normalize("NFD")],
  ["비\u200d가 온\u2060다.", "\ufeff너는 \u200b배를 먹었다."],
  [" \u200b 비가 온다. ", "\u3000나는\u00a0배를 먹는다.\u200c"],
  ["\u1100\u200d\u1161 <s> [SEP] 먹는다", "뷁 쀍 [UNK] <unk> 먹는다"],
  ["\u00ad\u200e", "비가 온다. ".repeat(30)],
].map(([first = "", second = ""], index) => `odd-${index},test,"${first}","${second}"`);

const bi = (options: string): string => `biEncoder({ checkpoint: "checkpoints/tiny", ${options} })`;
const cross = (options: string): string => `crossEncoder({ checkpoint: "checkpoints/tiny", ${options} })`;

interface Kind {
  readonly name: string;
  readonly model: string;
  /** Of the experiment. */
  readonly options?: string;
  /** A fixture in place of the tiny BERT. */
  readonly encoder?: string;
  /** A fixture in place of its tokenizer; the encoder gets rows for it. */
  readonly tokenizer?: string;
}

const encoders = join(workspaceRoot, "packages/testing/fixtures/encoders");
const regressionOn = (pooling: string): string => cross(`pooling: "${pooling}", heads: { similarity: regression() }`);

const KINDS: readonly Kind[] = [
  {
    name: "bi-mean",
    model: bi('pooling: "mean", template: "query: {sentence}", heads: { similarity: cosine({ scale: 4 }) }'),
  },
  {
    name: "bi-first",
    model: bi('pooling: "first", template: "「{sentence}」", heads: { similarity: cosine() }'),
    options: "symmetric: true,",
  },
  {
    name: "bi-comparison",
    model: bi('pooling: "mean", heads: { similarity: comparison() }'),
    options: "symmetric: true,",
  },
  { name: "bi-attention", model: bi('pooling: "attention", heads: { similarity: cosine() }') },
  {
    name: "bi-sources",
    model: bi(
      'pooling: "mean", template: "query: {sentence}", sources: ["other", "test"], heads: { similarity: cosine() }',
    ),
  },
  { name: "cross-first", model: regressionOn("first") },
  {
    name: "cross-mean",
    model: cross('pooling: "mean", templates: ["a: {sentence}", "b: {sentence}"], heads: { similarity: regression() }'),
    options: "symmetric: true,",
  },
  { name: "cross-attention", model: regressionOn("attention") },
  {
    name: "cross-sources",
    model: cross('pooling: "first", sources: ["test"], heads: { similarity: regression() }'),
    options: "symmetric: true,",
  },
  ...readdirSync(encoders).map((name) => ({
    name: `cross-${name}`,
    model: regressionOn("first"),
    encoder: join(encoders, name),
  })),
  ...["roberta", "electra", "deberta-v2"].map((name) => ({
    name: `bi-${name}`,
    model: bi('pooling: "mean", heads: { similarity: cosine() }'),
    encoder: join(encoders, name),
  })),
  ...[
    ["roberta", "roberta"],
    ["xlm-roberta", "xlm-roberta"],
    ["klue", "bert"],
    ["deberta", "deberta-v3"],
  ].map(([tokenizer = "", encoder = ""]) => ({
    name: `bi-tokens-of-${tokenizer}`,
    model: bi('pooling: "mean", template: "「{sentence}」", heads: { similarity: cosine() }'),
    encoder: join(encoders, encoder),
    tokenizer: join(workspaceRoot, "packages/tokenizers/test/fixtures/tokenizers", tokenizer),
  })),
];

/** More rows than any of the tokenizers has ids. */
const ROWS = 3000;
const WORDS = /(^|\.)word_embeddings\.weight$/;

/** Give a checkpoint another tokenizer, and rows for its ids. */
function replaceTokenizer(checkpoint: string, tokenizer: string): void {
  rmSync(join(checkpoint, "tokenizer.json"));
  cpSync(tokenizer, checkpoint, { recursive: true });
  const config = z.looseObject({}).parse(JSON.parse(readFileSync(join(checkpoint, "config.json"), "utf8")));
  writeFileSync(join(checkpoint, "config.json"), JSON.stringify({ ...config, vocab_size: ROWS }));
  const rng = createRng(1);
  const tensors = [...openCheckpoint(checkpoint).tensors].flatMap(([name, tensor]) => {
    if (name.includes("lm_head")) return [];
    const values = float32Of(tensor);
    if (!WORDS.test(name)) return [[name, { shape: tensor.shape, values }] as const];
    const [, width = 1] = tensor.shape;
    const rows = Float32Array.from({ length: ROWS * width }, () => rng.uniform() - 0.5);
    return [[name, { shape: [ROWS, width], values: rows }] as const];
  });
  writeSafetensors(join(checkpoint, "model.safetensors"), Object.fromEntries(tensors));
}

/** A fixture's own tokenizer, or else the tiny BERT's. */
function tokenizerOf(encoder: string): string {
  const own = join(encoder, "tokenizer.json");
  return existsSync(own) ? readFileSync(own, "utf8") : fixtureTokenizer();
}

/** The tiny BERT's tokenizer for the fixtures: of 40 pieces, and of one token type, as RoBERTa's is. */
function fixtureTokenizer(): string {
  const {
    model,
    added_tokens: added,
    ...json
  } = tokenizerSchema.parse(JSON.parse(read(tinyCheckpoint, "tokenizer.json")));
  const text = JSON.stringify({
    ...json,
    added_tokens: added.filter(({ id }) => id < PIECES),
    model: { ...model, vocab: model.vocab.slice(0, PIECES) },
  });
  return text.replaceAll('"type_id":1', '"type_id":0');
}

const PIECES = 40;
const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.number() })),
  model: z.looseObject({ vocab: z.array(z.unknown()) }),
});
const read = (...path: readonly string[]): string => readFileSync(join(workspaceRoot, ...path), "utf8");

const kept = mkdtempSync(join(tmpdir(), "exports-"));
afterAll(() => {
  rmSync(kept, { recursive: true });
});

const run = (root: string): string =>
  `experiments/tiny/runs/${readdirSync(join(root, "experiments/tiny/runs"))[0] ?? ""}`;
const values = (path: string): readonly number[] => readPredictions(path).map(({ prediction }) => prediction);

describe.each(KINDS)("the export of $name", ({ name, model, options, encoder, tokenizer: other }) => {
  it("predicts as the run does", async () => {
    const tokenizer = encoder === undefined ? {} : { "checkpoints/tiny/tokenizer.json": tokenizerOf(encoder) };
    const root = createWorkspace({ ...experiment(model, options), ...tokenizer }, encoder);
    if (other !== undefined) replaceTokenizer(join(root, "checkpoints/tiny"), other);
    expect(await dalmeum(root, "train tiny --engine onnxruntime")).toMatchObject({ code: 0, stderr: "" });
    const exported = await dalmeum(root, `export ${run(root)} --output out/tiny --batch 2`);
    expect(exported).toMatchObject({ code: 0, stderr: "" });
    const predicted = await dalmeum(root, "predict out/tiny --input pairs.csv --output scores.csv");
    expect(predicted).toMatchObject({ code: 0, stderr: "" });
    const [found, expected] = [values(join(root, "scores.csv")), values(join(root, run(root), "predictions-test.csv"))];
    for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, 4);
    // For Python, below.
    mkdirSync(join(kept, name));
    for (const file of ["out/tiny", "pairs.csv", "scores.csv"]) {
      cpSync(join(root, file), join(kept, name, file.replace("out/tiny", "model")), { recursive: true });
    }
    await writeEmbeddings(join(kept, name));
  });
});

const PROGRAMS = {
  transformers: ["torch", "transformers"],
  "sentence-transformers": ["torch", "sentence_transformers"],
  onnxruntime: ["transformers", "onnxruntime"],
};

describe("in Python, the programs of the model card give the same scores and vectors", () => {
  for (const [program, modules] of Object.entries(PROGRAMS)) {
    const python = findPython(modules);
    const missing =
      python === undefined ? ` (skipped: no Python has ${modules.join(" and ")}; DALMEUM_PYTHON names one)` : "";
    it.skipIf(python === undefined)(`with ${program}${missing}`, { timeout: 120_000 }, () => {
      const paths = readdirSync(kept)
        .filter((name) => readFileSync(join(kept, name, "model/README.md"), "utf8").includes(`With ${program}:`))
        .flatMap((name) => ["model", "scores.csv", "pairs.csv"].map((file) => join(kept, name, file)));
      const printed = checkExports(String(python), program, paths);
      expect(printed.match(/ scores of /g)).toHaveLength(paths.length / 3);
      expect(printed).not.toContain("FAILED");
    });
  }
});

describe("an export", () => {
  const model = bi('pooling: "mean", template: "query: {sentence}", heads: { similarity: cosine() }');
  let root: string;
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  beforeEach(async () => {
    root = createWorkspace({ ...experiment(model), "out/note.txt": "" });
    await dalmeum(root, "train tiny --engine onnxruntime");
  });
  const refusal = async (commandLine: string): Promise<string> => {
    const { code, stderr } = await dalmeum(root, commandLine);
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/unexpected error/);
    return stderr;
  };

  it("overwrites nothing, and is not written where the code gives other scores than the run", async () => {
    expect(await refusal(`export ${run(root)} --output out`)).toMatch(/out: is there already, and is not overwritten/);
    expect(await refusal(`export ${run(root)} --output new --batch 0`)).toMatch(
      /found "0", expected an integer from 1 on/,
    );
    // A copy, since a module is loaded once: the experiment as it has become since.
    cpSync(join(root, "experiments/tiny"), join(root, "experiments/later"), { recursive: true });
    const path = join(root, "experiments/later");
    for (const [file, from, to] of [
      ["experiment.ts", "query: {sentence}", "{sentence}?"],
      [join("runs", basename(run(root)), "run.json"), '"experiment": "tiny"', '"experiment": "later"'],
    ] as const) {
      writeFileSync(join(path, file), readFileSync(join(path, file), "utf8").replace(from, to));
    }
    const later = await refusal(`export ${run(root).replace("tiny", "later")} --output new`);
    expect(later).toMatch(
      /the exported model's dev scores differ from the run's by up to [\d.]+, expected 0\.001 at most/,
    );
    expect(readdirSync(root).filter((name) => name.startsWith("new"))).toEqual([]);
    expect(readdirSync(join(root, "out"))).toEqual(["note.txt"]);
  });

  it("is not written where Python would read a template otherwise", async () => {
    const joined = 'pooling: "mean", template: "qu\\u200dery: {sentence}", heads: { similarity: cosine() }';
    const other = createWorkspace(experiment(bi(joined)));
    await dalmeum(other, "train tiny --engine onnxruntime");
    const { code, stderr } = await dalmeum(other, `export ${run(other)} --output out/tiny`);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /the template "qu\u200dery: \{sentence\}" is not composed \(NFC\), or holds zero-width characters/,
    );
  });

  it("says what is wrong with it, or with how it is asked", async () => {
    expect(await dalmeum(root, `export ${run(root)} --output out/tiny`)).toMatchObject({ code: 0, stderr: "" });
    const predict = "predict out/tiny --input pairs.csv --output scores.csv";
    expect(await refusal(`${predict} --engine onnxruntime --precision bfloat16`)).toMatch(
      /onnxruntime computes in float32; bfloat16 takes --engine openvino or xla/,
    );
    expect(await refusal(`${predict} --engine tensorflow --precision tf32`)).toMatch(
      /tensorflow computes in float32; tf32 takes --engine xla/,
    );
    const path = join(root, "out/tiny/dalmeum.json");
    const manifest = readFileSync(path, "utf8");
    for (const [from, to, message] of [
      ['"format": 1', '"format": 2', /dalmeum\.json: expected what `npx dalmeum export` writes.*\n? *format/],
      ['"model.onnx"', '"../model.onnx"', /serving\.name: a file in the folder/],
      [/"serving": \{[^}]*\}/, '"serving": null', /holds no ONNX file; predict with the run, or in Python/],
      [/.*/s, "{", /dalmeum\.json: cannot be read as JSON/],
    ] as const) {
      writeFileSync(path, manifest.replace(from, to));
      expect(await refusal(predict)).toMatch(message);
    }
    writeFileSync(path, manifest);
    const onnx = join(root, "out/tiny/model.onnx");
    writeFileSync(onnx, readFileSync(onnx).subarray(0, 1000));
    expect(await refusal(predict)).toMatch(/out\/tiny\/model\.onnx: .*: export the run again/);
    expect(existsSync(join(root, "scores.csv"))).toBe(false);
  });

  it("is predicted on what flags or the environment choose, and else on what it was checked on", async () => {
    await dalmeum(root, `export ${run(root)} --output out/tiny`);
    // An OpenVINO that says when it is chosen: it has no libraries.
    vi.stubEnv("DALMEUM_RUNTIMES", join(root, "out/runtimes"));
    mkdirSync(openvinoFolder(root), { recursive: true });
    const predict = "predict out/tiny --input pairs.csv --output scores.csv";
    const chosen = /found no libtbb/;
    expect(await refusal(`${predict} --engine openvino`)).toMatch(chosen);
    expect(await refusal(`${predict} --precision float32`)).toMatch(chosen);
    vi.stubEnv("DALMEUM_ENGINE", "openvino");
    expect(await refusal(predict)).toMatch(chosen);
    vi.stubEnv("DALMEUM_ENGINE", "");
    expect(await dalmeum(root, predict)).toMatchObject({ code: 0, stderr: "" });
    const named = "predict out/tiny --input pairs.csv --output named.csv --engine onnxruntime";
    expect(await dalmeum(root, named)).toMatchObject({ code: 0, stderr: "" });
    expect(values(join(root, "named.csv"))).toEqual(values(join(root, "scores.csv")));
  });

  it("has a card with the run's numbers", async () => {
    await dalmeum(root, `export ${run(root)} --output out/tiny`);
    const record = readFileSync(join(root, run(root), "run.json"), "utf8");
    const { identity, result } = recordSchema.parse(JSON.parse(record));
    const card = readFileSync(join(root, "out/tiny/README.md"), "utf8");
    expect(card).toMatch(
      /^---\nlanguage: ko\nlibrary_name: sentence-transformers\npipeline_tag: sentence-similarity\n/,
    );
    const { estimate, low, high } = result.dev.pearson;
    expect(card).toContain(`| Pearson | ${metric(estimate)} | ${metric(low)} to ${metric(high)} (95 %) |`);
    expect(card).toContain(`identity \`${identity}\``);
    expect(card).toContain("This is one run, of seed 1; the experiment names that seed alone.");
  });
});

const recordSchema = z.object({
  identity: z.string(),
  result: z.object({
    dev: z.object({ pearson: z.object({ estimate: z.number(), low: z.number(), high: z.number() }) }),
  }),
});
