import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesOf, openCheckpoint } from "@dalmeum/files";
import { scoredPair, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { loadTokenizer } from "@dalmeum/tokenizers";
import { afterAll, describe, expect, it } from "vitest";
import { biEncoder, cosine, loadEncoder, trimVocabulary } from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "dalmeum-trim-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const sourceName = "owner/tiny";
const bytesByName = (checkpoint: string): ReadonlyMap<string, Uint8Array> =>
  new Map([...openCheckpoint(checkpoint).tensors].map(([name, tensor]) => [name, bytesOf(tensor)]));

describe("trimVocabulary", () => {
  it("gathers the rows of kept tokens, and changes nothing else", () => {
    const source = join(workspaceRoot, tinyCheckpoint);
    const output = join(folder, "trimmed");
    const result = trimVocabulary({ source, sourceName, output, texts: new Set(["고양이가 잔다", "비가 온다"]) });
    expect(result.before).toBe(46);
    expect(result.after).toBeLessThan(30);
    const [old, trimmed] = [source, output].map(bytesByName);
    const config = loadEncoder("/", output).config;
    expect(config.vocabSize).toBe(result.after);
    const tokenizers = [source, output].map((path) => loadTokenizer(path, { ...config, vocabSize: 46 }));
    const [oldIds, newIds] = tokenizers.map(
      (tokenizer) => tokenizer.encodePair("고양이가 잔다", "비가 온다", 32).inputIds,
    );
    const name = "embeddings.word_embeddings.weight";
    const row = (tensors: typeof old, id: number): Uint8Array | undefined =>
      tensors?.get(name)?.slice(id * 64, id * 64 + 64);
    expect(newIds?.map((id) => row(trimmed, id))).toEqual(oldIds?.map((id) => row(old, id)));
    for (const [other, tensor] of old ?? []) if (other !== name) expect(trimmed?.get(other)).toEqual(tensor);
    expect(JSON.parse(readFileSync(join(output, "tokenizer_config.json"), "utf8"))).toEqual({
      tokenizer_class: "PreTrainedTokenizerFast",
      model_max_length: config.maxLength,
      pad_token: "<pad>",
      model_input_names: ["input_ids", "token_type_ids", "attention_mask"],
    });
    expect(readFileSync(join(output, "README.md"), "utf8")).toContain("owner/tiny with its vocabulary trimmed from 46");
  });

  it("keeps the tokens of hard negatives", () => {
    const { trim } = biEncoder({ checkpoint: tinyCheckpoint, pooling: "mean", heads: { similarity: cosine() } });
    const sizes = [{}, { hardNegative: "학교에 간다" }].map(
      (given, index) =>
        trim?.(
          workspaceRoot,
          [{ ...scoredPair({ sentence1: "비가", sentence2: "비가" }), ...given }],
          join(folder, `negative-${index}`),
        ).after ?? NaN,
    );
    expect(sizes[1]).toBeGreaterThan(sizes[0] ?? NaN);
  });

  it("gathers packed rows, of a Q4_0 checkpoint", () => {
    const source = join(workspaceRoot, "checkpoints/e5-small-ko");
    const output = join(folder, "packed");
    const { after } = trimVocabulary({
      source,
      sourceName,
      output,
      texts: new Set(["query: 한 남자가 피자를 먹고 있다."]),
    });
    expect(after).toBeLessThan(200);
    expect(loadEncoder("/", output).parameters()["embeddings.word_embeddings.weight"]?.shape).toEqual([after, 384]);
    expect(readFileSync(join(output, "SOURCE.md"), "utf8")).toContain("# e5-small-ko");
  });

  it("keeps the row of a token that a file beside the tokenizer declares, and refuses one without a row", () => {
    const source = join(folder, "declared");
    cpSync(join(workspaceRoot, tinyCheckpoint), source, { recursive: true });
    const declare = (...extra: readonly string[]): void => {
      writeFileSync(join(source, "tokenizer_config.json"), JSON.stringify({ extra_special_tokens: extra }));
    };
    declare("온다");
    const output = join(folder, "declared-trimmed");
    const texts = new Set(["고양이가 온다"]);
    trimVocabulary({ source, sourceName, output, texts });
    const [old, trimmed] = [source, output].map((path) => {
      const tokenizer = loadTokenizer(path, { vocabSize: 46, typeVocabSize: 2, maxLength: 64 });
      const table = bytesByName(path).get("embeddings.word_embeddings.weight");
      const { inputIds } = tokenizer.encodeSingle("고양이가 온다", 16);
      return inputIds.map((id) => table?.slice(id * 64, id * 64 + 64));
    });
    expect(trimmed).toEqual(old);
    declare("<PERSON>");
    expect(() => trimVocabulary({ source, sourceName, output: join(folder, "no-row"), texts })).toThrow(
      "tokenizer.json: has token id 46, expected ids below vocab_size 46 of config.json",
    );
  });

  it("never writes into a folder that is there, and leaves none behind where it fails", () => {
    const source = join(workspaceRoot, tinyCheckpoint);
    expect(() => trimVocabulary({ source, sourceName, output: folder, texts: new Set() })).toThrow("is there already");
    const broken = join(folder, "broken");
    cpSync(source, broken, { recursive: true });
    writeFileSync(join(broken, "model.safetensors"), "");
    expect(() =>
      trimVocabulary({ source: broken, sourceName, output: join(folder, "none"), texts: new Set() }),
    ).toThrow("0 bytes");
    expect(existsSync(join(folder, "none"))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
