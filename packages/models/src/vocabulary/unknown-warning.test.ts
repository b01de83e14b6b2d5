import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scoredPair, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { afterAll, describe, expect, it } from "vitest";
import { biEncoder, cosine } from "../index.ts";

const root = mkdtempSync(join(tmpdir(), "dalmeum-unknown-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] 비 가 온다 눈 이 ##가 ##이 ! ? a b".split(" ");

/** Warnings of a model whose vocabulary is those words, before it is trained on these sentences. */
function warningsOf(
  name: string,
  settings: object,
  sentences: readonly [string, string],
): readonly string[] | undefined {
  const folder = join(root, name);
  cpSync(join(workspaceRoot, tinyCheckpoint), folder, { recursive: true });
  rmSync(join(folder, "tokenizer.json"));
  writeFileSync(join(folder, "vocab.txt"), WORDS.join("\n"));
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(settings));
  const model = biEncoder({ checkpoint: name, pooling: "mean", heads: { similarity: cosine({ scale: 5 }) } }).load(
    root,
  );
  return model.warnings?.([scoredPair({ sentence1: sentences[0], sentence2: sentences[1] })]);
}

describe("before a model is trained it says how much of the text is unknown to it", () => {
  it("and that lower case takes Hangul apart", () => {
    expect(warningsOf("lower", {}, ["비가 온다", "눈이 온다"])).toEqual([
      "lower: 100 % of the tokens of 2 texts are unknown to it, and look alike to the model; lower case takes Hangul apart, and the vocabulary " +
        'has it in syllables: write "do_lower_case": false into its tokenizer_config.json',
    ]);
  });

  it("and that the vocabulary is of other text", () => {
    const [warning] = warningsOf("other", { do_lower_case: false }, ["오늘 날씨 a !", "비가 ?"]) ?? [];
    expect(warning).toMatch(
      /^other: 28\.6 % of the tokens of 2 texts are unknown .*: choose a checkpoint that was trained on Korean/,
    );
  });

  it("but not where it is little", () => {
    expect(warningsOf("cased", { do_lower_case: false }, ["비가 온다", "눈이 온다!"])).toEqual([]);
  });
});
