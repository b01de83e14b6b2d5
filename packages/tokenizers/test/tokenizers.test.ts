import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createTextTokenizer } from "../src/create-text-tokenizer.ts";
import { createNormalizer } from "../src/parts/create-normalizer.ts";
import { createPreTokenizer } from "../src/parts/create-pre-tokenizer.ts";
import { libraryTokenizer } from "./library-tokenizer.ts";
import { readTokenizerJson } from "../src/sources/read-tokenizer-json.ts";
import { loadTokenizer } from "../src/index.ts";
import { nmtNfkc, tokenizersFolder, tokenizersGolden } from "./read-tokenizer-golden.ts";

const { tool, strings, families, partStrings, normalizers, preTokenizers } = tokenizersGolden;

const e5 = mkdtempSync(join(tmpdir(), "dalmeum-e5-"));
afterAll(() => {
  rmSync(e5, { recursive: true });
});
const withoutMap = readFileSync(join(tokenizersFolder, "e5/tokenizer.json"), "utf8");
writeFileSync(join(e5, "tokenizer.json"), withoutMap.replace("see checkpoints/e5-small-ko/tokenizer.json", nmtNfkc()));

interface Fixture {
  readonly folder: string;
  readonly family?: string;
  /** Strings that get other ids; docs/tokenizers.md says why. */
  readonly known?: readonly string[];
  /** How many would without the parts that are mended: another number tells of a change in the library. */
  readonly unmended: number;
}
const FIXTURES: Readonly<Record<string, Fixture>> = {
  "vocab.txt, cased": { folder: "klue", unmended: 22 },
  "WordPiece in lower case": { folder: "uncased", known: ["개 한 마리가 눈\u08D4"], unmended: 32 },
  "vocab.json and merges.txt": { folder: "roberta", unmended: 1 },
  "byte-level BPE": { folder: "byte-level", family: "roberta", unmended: 1 },
  "sentencepiece.bpe.model": { folder: "xlm-roberta", unmended: 565 },
  "Unigram with nmt_nfkc": { folder: "e5", unmended: 179 },
  "spm.model": { folder: "deberta", unmended: 584 },
};
const limits = { vocabSize: 10_000, typeVocabSize: 2, maxLength: 512 };

describe.each(Object.entries(FIXTURES))("%s", (_, { folder: name, family = name, known = [], unmended }) => {
  const { ids = [], pairs = [] } = families[family] ?? {};
  const folder = name === "e5" ? e5 : join(tokenizersFolder, name);
  const { path, json } = readTokenizerJson(folder);
  const differing = (encode: (text: string) => readonly number[]): readonly string[] =>
    strings.filter((text, index) => encode(text).join() !== ids[index]?.join());

  it(`gives the ids of ${tool} for 1,000 hard strings`, () => {
    expect(new Set(strings).size).toBe(1000);
    expect(differing(createTextTokenizer(path, json).encode)).toEqual(known);
  });

  it("would not do so without its mended parts", () => {
    expect(differing(libraryTokenizer(json))).toHaveLength(unmended);
  });

  it("cuts pairs, the longer text first, and numbers their token types", () => {
    const tokenizer = loadTokenizer(folder, limits);
    expect(pairs).toHaveLength(40);
    pairs.forEach(({ maxLength, ids: inputIds, types: tokenTypeIds, single }, index) => {
      const [text1 = "", text2 = ""] = strings.slice(2 * index);
      expect(tokenizer.encodePair(text1, text2, maxLength)).toEqual({ inputIds, tokenTypeIds });
      expect(tokenizer.encodeSingle(text1, maxLength).inputIds).toEqual(single);
    });
  });
});

describe("a part by itself", () => {
  it.each(normalizers)(`gives the text of ${tool}: $json.type`, ({ json, texts }) => {
    expect(partStrings.map(createNormalizer(json))).toEqual(texts);
  });

  it.each(preTokenizers)(`gives the words of ${tool}: $json.type`, ({ json, words }) => {
    const split = createPreTokenizer(json);
    expect(partStrings.map((text) => (text === "" ? [] : split(text)))).toEqual(words);
  });
});

it("gives type 0 to every token where the encoder has one type or none", () => {
  for (const typeVocabSize of [0, 1]) {
    const tokenizer = loadTokenizer(join(tokenizersFolder, "klue"), { ...limits, typeVocabSize });
    expect(new Set(tokenizer.encodePair("가", "나", 16).tokenTypeIds)).toEqual(new Set([0]));
  }
});
