import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { loadTokenizer } from "./load-tokenizer.ts";
import { truncatePair } from "./truncate-pair.ts";

const config = { vocabSize: 46, typeVocabSize: 2, maxLength: 64 };
const tokenizer = loadTokenizer(join(workspaceRoot, tinyCheckpoint), config);
const ids = z.array(z.number());
/** See tools/golden/write_tiny_bert.py. */
const tinyReference = z
  .object({
    tool: z.string(),
    truncated: z.array(
      z.object({ maxLength: z.number(), texts: z.array(z.string()), inputIds: ids, tokenTypeIds: ids }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(workspaceRoot, tinyCheckpoint, "reference.json"), "utf8")));

describe("loadTokenizer", () => {
  it(`cuts texts and pairs as ${tinyReference.tool}`, () => {
    expect(tinyReference.truncated.length).toBeGreaterThan(50);
    for (const { maxLength, texts, inputIds, tokenTypeIds } of tinyReference.truncated) {
      const [text1 = "", text2] = texts;
      const encoded =
        text2 === undefined ? tokenizer.encodeSingle(text1, maxLength) : tokenizer.encodePair(text1, text2, maxLength);
      expect(encoded, `${texts.join(" | ")} to ${maxLength}`).toEqual({ inputIds, tokenTypeIds });
    }
  });

  it("keeps both separators round an empty text", () => {
    expect(tokenizer.encodePair("", "", 10)).toEqual({ inputIds: [0, 2, 2, 2], tokenTypeIds: [0, 0, 1, 1] });
  });

  it.each([[5], [65], [8.5], [NaN]])("refuses maxLength %s for a pair", (maxLength) => {
    expect(() => tokenizer.encodePair("가", "나", maxLength)).toThrow(
      `maxLength is ${maxLength}, expected a whole number 6 .. 64`,
    );
  });
});

describe("a broken tokenizer.json", () => {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-tokenizer-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const valid = z
    .looseObject({ post_processor: z.looseObject({}), model: z.looseObject({}) })
    .parse(JSON.parse(readFileSync(join(workspaceRoot, tinyCheckpoint, "tokenizer.json"), "utf8")));
  const load = (json: object, vocabSize = config.vocabSize): void => {
    writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(json));
    loadTokenizer(folder, { ...config, vocabSize });
  };

  it.each([
    [
      "another template",
      { post_processor: { ...valid.post_processor, type: "ByteLevel" } },
      "post_processor.type: not supported",
    ],
    [
      "no place for B",
      { post_processor: { ...valid.post_processor, pair: [] } },
      "post_processor.pair: expected two places",
    ],
    [
      "an id-less special token",
      { post_processor: { ...valid.post_processor, special_tokens: {} } },
      "post_processor.special_tokens: lacks",
    ],
    ["no unknown token", { model: { ...valid.model, unk_id: null } }, "model.unk_id: names no unknown token"],
    [
      "an unknown model",
      { model: { type: "Neural", unk_id: 3, vocab: [] } },
      "model.type: not supported; supported: WordPiece",
    ],
    ["an unknown pre-tokenizer", { pre_tokenizer: { type: "Neural" } }, "not a tokenizer that can be read"],
    [
      "a Split of another kind",
      { pre_tokenizer: { type: "Split", pattern: { String: "-" }, behavior: "MergedWithNext", invert: false } },
      "Split with behavior MergedWithNext is not supported",
    ],
    [
      "a map cut short",
      { normalizer: { type: "Precompiled", precompiled_charsmap: "AAEAAAA=" } },
      "precompiled_charsmap: 5 bytes, expected 260 or more",
    ],
  ])("is refused: %s", (_, changes, message) => {
    expect(() => {
      load({ ...valid, ...changes });
    }).toThrow(message);
    expect(() => {
      load({ ...valid, ...changes });
    }).toThrow(UserError);
  });

  it("is refused where it has more pieces than the encoder", () => {
    expect(() => {
      load(valid, 40);
    }).toThrow("has token id 45, expected ids below vocab_size 40 of config.json");
    const specialTokens = { "<s>": { ids: [99] }, "</s>": { ids: [2] } };
    const template = { ...valid.post_processor, special_tokens: specialTokens };
    expect(() => {
      load({ ...valid, post_processor: template });
    }).toThrow("has token id 99, expected ids below vocab_size 46");
  });

  it("is refused where it has more token types than the encoder", () => {
    const pair = [{ Sequence: { id: "A", type_id: 0 } }, { Sequence: { id: "B", type_id: 2 } }];
    expect(() => {
      load({ ...valid, post_processor: { ...valid.post_processor, pair } });
    }).toThrow("post_processor has 3 token types, expected 2 as type_vocab_size of config.json");
  });
});

describe("truncatePair", () => {
  it.each([
    [3, 4, 10, [3, 4]],
    [9, 2, 8, [6, 2]],
    [2, 9, 8, [2, 6]],
    [9, 8, 7, [4, 3]],
    [8, 9, 7, [3, 4]],
    [5, 5, 7, [3, 4]],
    [0, 5, 3, [0, 3]],
  ])("keeps of %i and %i tokens in room for %i", (first, second, room, kept) => {
    expect(truncatePair(first, second, room)).toEqual(kept);
  });
});
