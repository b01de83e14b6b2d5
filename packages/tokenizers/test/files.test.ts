import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { AddedToken } from "../src/added-tokens/added-token.ts";
import { createTextTokenizer, loadTokenizer, readTokenizerJson, trimTokenizer } from "../src/index.ts";
import { filesGolden, writeCase } from "./read-files-golden.ts";

const root = mkdtempSync(join(tmpdir(), "dalmeum-files-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const limits = { vocabSize: 10_000, typeVocabSize: 2, maxLength: 512 };
const { tool, texts, cases } = filesGolden;

describe(`a tokenizer with files beside it has the ids of ${tool}`, () => {
  it.each(Object.entries(cases))("%s", (name, wanted) => {
    const folder = join(root, name.replaceAll(/\W+/g, "-"));
    writeCase(wanted, folder);
    const tokenizer = loadTokenizer(folder, limits);
    const all = texts[wanted.texts];
    const byText = (ids: (index: number) => unknown) =>
      Object.fromEntries(all.map((text, index) => [text, ids(index)]));
    expect(byText((index) => tokenizer.encodeSingle(all[index] ?? "", 512).inputIds)).toEqual(
      byText((index) => wanted.ids[index]),
    );
    expect(tokenizer.encodePair(all[2] ?? "", all[3] ?? "", 512).inputIds).toEqual(wanted.pair);
  });
});

describe("a trimmed tokenizer keeps the tokens that files beside it declare", () => {
  const names = [
    ...["vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spm.model"].map(
      (file) => `${file}: added_tokens_decoder`,
    ),
    "tokenizer.json of PreTrainedTokenizerFast: special_tokens_map.json and added_tokens.json",
    "added tokens in a tokenizer.json of PreTrainedTokenizerFast",
    "unused ids and an added token",
    "vocab.txt with repeated tokens and an added one",
    "Unigram without a type, a piece twice, of PreTrainedTokenizerFast",
  ];
  it.each(names)("%s", (name) => {
    const wanted = cases[name];
    const folder = join(root, `trim-${names.indexOf(name)}`);
    writeCase(wanted ?? expect.fail("no such case"), folder);
    const before = readTokenizerJson(folder);
    const { json, kept } = trimTokenizer(before, new Set(texts.all), []);
    const output = `${folder}-trimmed`;
    mkdirSync(output);
    writeFileSync(join(output, "tokenizer.json"), JSON.stringify(json));
    const after = readTokenizerJson(output);
    const forms = (tokens: readonly AddedToken[]) => tokens.map((token) => ({ ...token, id: 0 }));
    expect(forms(after.json.added_tokens)).toEqual(forms(before.json.added_tokens));
    const [old, trimmed] = [before, after].map((file) => createTextTokenizer(file.path, file.json));
    for (const text of texts.all) expect(trimmed?.encode(text).map((id) => kept[id])).toEqual(old?.encode(text));
  });
});

describe("a tokenizer.json of no class that is known", () => {
  const generic = cases["tokenizer.json of PreTrainedTokenizerFast: added_tokens.json"]?.files ?? {};
  it.each([
    ["do_lower_case: found false here and true in", { do_lower_case: true }],
    ["strip_accents: found false here and true in", { strip_accents: true }],
    ["tokenize_chinese_chars: found true here and false in", { tokenize_chinese_chars: false }],
  ])("is refused where tokenizer_config.json says otherwise: %s", (message, options) => {
    const folder = join(root, Object.keys(options).join());
    const settings = { tokenizer_class: "PreTrainedTokenizerFast", ...options };
    writeCase({ folder: null, files: { ...generic, "tokenizer_config.json": settings } }, folder);
    expect(() => loadTokenizer(folder, limits)).toThrow(UserError);
    expect(() => loadTokenizer(folder, limits)).toThrow(message);
  });

  it("is read where they agree", () => {
    const folder = join(root, "agree");
    const settings = { tokenizer_class: "PreTrainedTokenizerFast", do_lower_case: false, tokenize_chinese_chars: true };
    writeCase({ folder: null, files: { ...generic, "tokenizer_config.json": settings } }, folder);
    expect(loadTokenizer(folder, limits).encodeSingle("비가", 8).inputIds).toEqual([2, 6, 3]);
  });
});

describe("an id that no vocabulary holds", () => {
  const small = cases["WordPiece without a type"]?.files ?? {};
  const { model, ...rest } = z
    .looseObject({ model: z.looseObject({ vocab: z.record(z.string(), z.number()) }) })
    .parse(small["tokenizer.json"]);
  it.each([
    [4_294_967_294, "has token id 4294967294, expected ids below vocab_size 10000 of config.json"],
    [2 ** 40, "model.vocab.비: found 1099511627776, expected a token's id, a whole number 0 .. 4294967295"],
  ])("is refused at once: %i", (id, message) => {
    const folder = join(root, `id-${id}`);
    const vocab = { ...model.vocab, 비: id };
    writeCase({ folder: null, files: { ...small, "tokenizer.json": { ...rest, model: { ...model, vocab } } } }, folder);
    const startedAt = performance.now();
    expect(() => loadTokenizer(folder, limits)).toThrow(message);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe("a broken file", () => {
  const small = cases["WordPiece without a type"]?.files ?? {};
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  it.each([
    [
      "parts deep in each other",
      "tokenizer.json",
      `{"model":{},"normalizer":${'{"type":"Sequence","normalizers":['.repeat(20_000)}${"]}".repeat(20_000)}}`,
    ],
    ["a list in place of a vocabulary", "tokenizer.json", deep],
    ["no id", "added_tokens.json", '{"<PERSON>":"first"}'],
    ["an id that is no number", "tokenizer_config.json", '{"added_tokens_decoder":{"first":{"content":"a"}}}'],
    ["a special token that is no token", "tokenizer_config.json", '{"cls_token":5}'],
  ])("is told as one: %s", (name, file, content) => {
    const folder = join(root, name.replaceAll(" ", "-"));
    writeCase({ folder: null, files: { ...small, [file]: content } }, folder);
    expect(() => loadTokenizer(folder, limits)).toThrow(UserError);
    expect(() => loadTokenizer(folder, limits)).toThrow(file);
  });

  it("is told by line: merges.txt", () => {
    const folder = join(root, "merges");
    writeCase({ folder: "roberta", files: { "merges.txt": "#version: 0.2\na b\na b c\n" } }, folder);
    expect(() => loadTokenizer(folder, limits)).toThrow('line 3: found "a b c", expected two pieces');
  });
});
