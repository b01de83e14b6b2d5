import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tokenizersFolder, tokenizersGolden } from "../../test/read-tokenizer-golden.ts";
import { textTokenizerSchema } from "../create-text-tokenizer.ts";
import { createTextTokenizer, loadTokenizer, readTokenizerJson, trimTokenizer } from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "dalmeum-trim-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const texts = new Set(tokenizersGolden.strings.slice(0, 120));

describe("trimTokenizer", () => {
  it.each(["klue", "uncased", "roberta", "xlm-roberta", "deberta"])("leaves the tokens of every text: %s", (family) => {
    const file = readTokenizerJson(join(tokenizersFolder, family));
    const before = createTextTokenizer(file.path, file.json);
    const output = join(folder, family);
    const { json, kept } = trimTokenizer(file, texts, [0]);
    cpSync(join(tokenizersFolder, family), output, { recursive: true });
    writeFileSync(join(output, "tokenizer.json"), JSON.stringify(json));
    const written = readTokenizerJson(output);
    const after = createTextTokenizer(written.path, written.json);
    expect(after.largestId).toBe(kept.length - 1);
    expect(kept.length).toBeLessThan(0.85 * before.largestId);
    for (const text of texts) expect(after.encode(text).map((id) => kept[id])).toEqual(before.encode(text));
    const limits = { vocabSize: 10_000, typeVocabSize: 2, maxLength: 512 };
    const [old, trimmed] = [join(tokenizersFolder, family), output].map((path) => loadTokenizer(path, limits));
    const [a = "", b = ""] = texts;
    const pair = trimmed?.encodePair(a, b, 64);
    expect({ ...pair, inputIds: pair?.inputIds.map((id) => kept[id]) }).toEqual(old?.encodePair(a, b, 64));
  });

  it("keeps what a word without tokens would else fall into", () => {
    // "abX" is unknown: it begins with "ab", and there is no "##X". Without "ab" it would become "a ##bX".
    const vocab = { "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, a: 3, "##bX": 4, ab: 5, c: 6, unused: 7 };
    const source = join(folder, "greedy");
    cpSync(join(tokenizersFolder, "uncased"), source, { recursive: true });
    const { json, path } = readTokenizerJson(source);
    const model = { ...json.model, vocab };
    const cased = textTokenizerSchema.parse({ ...json, normalizer: null, added_tokens: [], model });
    const { kept } = trimTokenizer({ path, json: { ...json, ...cased } }, new Set(["abX", "a cbX"]), []);
    expect(kept).toEqual([0, 2, 3, 4, 5, 6]);
  });
});
