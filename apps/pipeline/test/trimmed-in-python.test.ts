import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readerOf } from "@dalmeum/exports";
import { writeSafetensors } from "@dalmeum/files";
import { workspaceRoot } from "@dalmeum/testing";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { findPython, runTool } from "./python.ts";
import { createWorkspace } from "./workspace.ts";

const TEXTS = [
  "비가 온다.",
  "나는 사과를 먹는다. ㅋㅋㅋ 뷁!",
  "한국어 ABC café, 3.5% (韓國) 1,000원",
  "[SEP] <s> 가나다 [MASK]<mask>",
  "띄어  쓰기 ",
  "👍 좋아요… ①",
  "",
];
const PAIRS = [
  ["비가 온다.", "너는 배를 먹었다."],
  ["", "ABC 가나다"],
] as const;

/** What is trimmed: a tokenizer of each family, under the encoders that have it. */
const FAMILIES = [
  { tokenizer: "klue", encoder: "bert" },
  { tokenizer: "klue", encoder: "roberta" },
  { tokenizer: "klue", encoder: "electra" },
  { tokenizer: "uncased", encoder: "bert" },
  { tokenizer: "roberta", encoder: "roberta" },
  { tokenizer: "xlm-roberta", encoder: "xlm-roberta" },
  { tokenizer: "deberta", encoder: "deberta-v3" },
] as const;

const tokenizers = join(workspaceRoot, "packages/tokenizers/test/fixtures/tokenizers");
const encoders = join(workspaceRoot, "packages/testing/fixtures/encoders");
const kept = mkdtempSync(join(tmpdir(), "trimmed-"));
afterAll(() => {
  rmSync(kept, { recursive: true });
});

/** More rows than any of the tokenizers has ids. */
const ROWS = 3000;
const configSchema = z.looseObject({ vocab_size: z.number(), type_vocab_size: z.number().default(0) });
const readConfig = (folder: string): z.infer<typeof configSchema> =>
  configSchema.parse(JSON.parse(readFileSync(join(folder, "config.json"), "utf8")));

describe("a trimmed checkpoint", () => {
  it.each(FAMILIES)("is written with a tokenizer for Python: $tokenizer under $encoder", async (family) => {
    const { tokenizer, encoder } = family;
    const root = createWorkspace({ "checkpoints/tiny/tokenizer.json": "" });
    const checkpoint = join(root, "checkpoints/tiny");
    rmSync(join(checkpoint, "tokenizer.json"));
    cpSync(join(tokenizers, tokenizer), checkpoint, { recursive: true });
    const config = { ...readConfig(join(encoders, encoder)), vocab_size: ROWS };
    writeFileSync(join(checkpoint, "config.json"), JSON.stringify(config));
    const table = { shape: [ROWS, 1], values: new Float32Array(ROWS) };
    writeSafetensors(join(checkpoint, "model.safetensors"), { "embeddings.word_embeddings.weight": table });
    expect(await dalmeum(root, "checkpoint trim tiny --output checkpoints/small")).toMatchObject({ code: 0 });
    cpSync(join(root, "checkpoints/small"), join(kept, `${tokenizer}-under-${encoder}`), { recursive: true });
    expect(readdirSync(join(root, "checkpoints/small"))).toContain("tokenizer_config.json");
  });
});

/** A folder, and the ids that its texts have here. */
function casesOf(folder: string): object {
  const { vocab_size: vocabSize, type_vocab_size: typeVocabSize } = readConfig(folder);
  const templates: [string, string] = ["{sentence}", "{sentence}"];
  const reading = { templates, sources: [], vocabSize, typeVocabSize, padTokenId: 0, maxLength: 64, symmetric: false };
  const single = readerOf(folder, { ...reading, sequencesPerPair: 2 });
  const pair = readerOf(folder, { ...reading, sequencesPerPair: 1 });
  const asPair = (sentence1: string, sentence2: string) => ({ id: "1", source: "", sentence1, sentence2 });
  return {
    folder,
    texts: TEXTS,
    ids: TEXTS.map((text) => single.encode(asPair(text, text), 64)[0]?.inputIds),
    pairs: PAIRS,
    pairIds: PAIRS.map(([first, second]) => pair.encode(asPair(first, second), 64)[0]?.inputIds),
  };
}

const python = findPython(["transformers"]);
const missing = python === undefined ? " (skipped: no Python has transformers; DALMEUM_PYTHON names one)" : "";
it.skipIf(python === undefined)(
  `in Python, AutoTokenizer gives the ids that they have here, and those of e5-small-ko${missing}`,
  { timeout: 120_000 },
  () => {
    const folders = readdirSync(kept).map((name) => join(kept, name));
    const cases = [...folders, join(workspaceRoot, "checkpoints/e5-small-ko")].map(casesOf);
    const path = join(kept, "cases.json");
    writeFileSync(path, JSON.stringify(cases));
    expect(runTool(String(python), "check_tokenizer.py", [path]).match(/ checked$/gm)).toHaveLength(
      FAMILIES.length + 1,
    );
  },
);
