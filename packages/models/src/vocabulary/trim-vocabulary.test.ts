import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { bytesOf, openCheckpoint } from "@dalmeum/files";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { afterAll, describe, expect, it } from "vitest";
import { tokenizersFolder, tokenizersGolden } from "../../test/read-tokenizer-golden.ts";
import { loadEncoder, loadTokenizer, trimVocabulary } from "../index.ts";
import { createTextTokenizer } from "../tokenizer/create-text-tokenizer.ts";
import { readTokenizerJson } from "../tokenizer/sources/read-tokenizer-json.ts";
import { trimTokenizer } from "./trim-tokenizer.ts";

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
    const [old, trimmed] = [join(tokenizersFolder, family), output].map((path) => loadTokenizer("/", path, limits));
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
    const model = { type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", vocab };
    const cased = { ...json, normalizer: null, added_tokens: [], model };
    const { kept } = trimTokenizer({ path, json: cased }, new Set(["abX", "a cbX"]), []);
    expect(kept).toEqual([0, 2, 3, 4, 5, 6]);
  });
});

const bytesByName = (checkpoint: string): ReadonlyMap<string, Uint8Array> =>
  new Map([...openCheckpoint(checkpoint).tensors].map(([name, tensor]) => [name, bytesOf(tensor)]));

describe("trimVocabulary", () => {
  it("gathers the rows of kept tokens, and changes nothing else", () => {
    const source = join(workspaceRoot, tinyCheckpoint);
    const output = join(folder, "trimmed");
    const result = trimVocabulary({ source, output, texts: new Set(["고양이가 잔다", "비가 온다"]) });
    expect(result.before).toBe(46);
    expect(result.after).toBeLessThan(30);
    const [old, trimmed] = [source, output].map(bytesByName);
    const config = loadEncoder("/", output).config;
    expect(config.vocabSize).toBe(result.after);
    const tokenizers = [source, output].map((path) => loadTokenizer("/", path, { ...config, vocabSize: 46 }));
    const [oldIds, newIds] = tokenizers.map(
      (tokenizer) => tokenizer.encodePair("고양이가 잔다", "비가 온다", 32).inputIds,
    );
    const name = "embeddings.word_embeddings.weight";
    const row = (tensors: typeof old, id: number): Uint8Array | undefined =>
      tensors?.get(name)?.slice(id * 64, id * 64 + 64);
    expect(newIds?.map((id) => row(trimmed, id))).toEqual(oldIds?.map((id) => row(old, id)));
    for (const [other, tensor] of old ?? []) if (other !== name) expect(trimmed?.get(other)).toEqual(tensor);
    expect(readFileSync(join(output, "README.md"), "utf8")).toContain(
      `${basename(source)} with its vocabulary trimmed from 46`,
    );
  });

  it("gathers packed rows, of a Q4_0 checkpoint", () => {
    const source = join(workspaceRoot, "checkpoints/e5-small-ko");
    const output = join(folder, "packed");
    const { after } = trimVocabulary({ source, output, texts: new Set(["query: 한 남자가 피자를 먹고 있다."]) });
    expect(after).toBeLessThan(200);
    expect(loadEncoder("/", output).parameters()["embeddings.word_embeddings.weight"]?.shape).toEqual([after, 384]);
    expect(readFileSync(join(output, "SOURCE.md"), "utf8")).toContain("# e5-small-ko");
  });

  it("never writes into a folder that is there, and leaves none behind where it fails", () => {
    const source = join(workspaceRoot, tinyCheckpoint);
    expect(() => trimVocabulary({ source, output: folder, texts: new Set() })).toThrow("is there already");
    const broken = join(folder, "broken");
    cpSync(source, broken, { recursive: true });
    writeFileSync(join(broken, "model.safetensors"), "");
    expect(() => trimVocabulary({ source: broken, output: join(folder, "none"), texts: new Set() })).toThrow("0 bytes");
    expect(existsSync(join(folder, "none"))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
