import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { tokenizerFiles } from "./tokenizer-files.ts";

const added = z.object({
  added_tokens: z.array(z.object({ id: z.number(), content: z.string(), rstrip: z.boolean().optional() })),
});

function addedBy(tokenizer: object, sources: readonly string[]): readonly object[] {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-tokenizer-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  const reading = {
    sequencesPerPair: 2,
    templates: ["{sentence}", "{sentence}"],
    sources,
    vocabSize: 5,
    typeVocabSize: 1,
    padTokenId: 0,
    maxLength: 8,
    symmetric: false,
  } as const;
  return added.parse(tokenizerFiles({ folder, reading, cleaning: { normalizers: [], outer: "" } })["tokenizer.json"])
    .added_tokens;
}

const special = { id: 2, content: "<s>", rstrip: false };
const byteLevel = {
  added_tokens: [special],
  pre_tokenizer: { type: "ByteLevel" },
  model: { vocab: { a: 0, b: 1 }, merges: [] },
};
const unigram = {
  added_tokens: [],
  pre_tokenizer: { type: "Metaspace" },
  model: {
    unk_id: 0,
    vocab: [
      ["a", 0],
      ["b", -1],
    ],
  },
};

it("numbers sources after the checkpoint's ids, and fills the ids in between", () => {
  expect(addedBy(unigram, ["x", "y"])).toEqual([
    { id: 2, content: "<unused:2>", rstrip: false },
    { id: 3, content: "<unused:3>", rstrip: false },
    { id: 4, content: "<unused:4>", rstrip: false },
    { id: 5, content: "<source:x>", rstrip: false },
    { id: 6, content: "<source:y>", rstrip: false },
  ]);
});

it("lets a byte-level tokenizer take the space after a source, which would be part of the word", () => {
  expect(addedBy(byteLevel, ["x"])).toEqual([
    special,
    { id: 3, content: "<unused:3>", rstrip: false },
    { id: 4, content: "<unused:4>", rstrip: false },
    { id: 5, content: "<source:x>", rstrip: true },
  ]);
});

it("fills from the vocabulary's size on, where its ids have holes: tokenizers looks at no id", () => {
  const holes = {
    ...byteLevel,
    added_tokens: [{ ...special, id: 4, content: "b" }],
    model: { vocab: { a: 0, b: 4 }, merges: [] },
  };
  expect(addedBy(holes, ["x"])).toEqual([
    { id: 4, content: "b", rstrip: false },
    { id: 2, content: "<unused:2>", rstrip: false },
    { id: 3, content: "<unused:3>", rstrip: false },
    { id: 4, content: "<unused:4>", rstrip: false },
    { id: 5, content: "<source:x>", rstrip: true },
  ]);
});

it("adds nothing without sources", () => {
  expect(addedBy(byteLevel, [])).toEqual([special]);
});
