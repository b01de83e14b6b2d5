import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { scoredPair, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { loadTokenizer } from "../load-tokenizer.ts";
import { pairEncoder } from "./pair-encoder.ts";
import { fillTemplate } from "./sentence-template.ts";

describe("fillTemplate", () => {
  it("puts the sentence where the template says", () => {
    expect(fillTemplate("query: {sentence}")("비가 온다")).toBe("query: 비가 온다");
    expect(fillTemplate("「{sentence}」")("$& {sentence}")).toBe("「$& {sentence}」");
  });

  it.each(["", "query: ", "{sentence} {sentence}"])("refuses the template %j", (template) => {
    expect(() => fillTemplate(template)).toThrow(UserError);
    expect(() => fillTemplate(template)).toThrow("expected {sentence} in it once");
  });
});

describe("pairEncoder", () => {
  const config = { vocabSize: 46, typeVocabSize: 2, maxLength: 64 };
  const tokenizer = loadTokenizer(join(workspaceRoot, tinyCheckpoint), config);
  const template = "query: {sentence}";
  const options = { templates: [template, template], sources: ["petition", "slack"], vocabSize: 46 } as const;
  const pair = scoredPair({ id: "p7", source: "slack" });

  it("puts the source after the first token of each sequence, as a token of its text", () => {
    for (const sequencesPerPair of [1, 2] as const) {
      const plain = pairEncoder(tokenizer, { ...options, sequencesPerPair, sources: [] })(pair, 63);
      const sourced = pairEncoder(tokenizer, { ...options, sequencesPerPair })(pair, 64);
      expect(sourced).toEqual(
        plain.map(({ inputIds, tokenTypeIds }) => ({
          inputIds: inputIds.toSpliced(1, 0, 47),
          tokenTypeIds: tokenTypeIds.toSpliced(1, 0, 0),
        })),
      );
    }
  });

  it("keeps the source where the text is cut", () => {
    const [sequence] = pairEncoder(tokenizer, { ...options, sequencesPerPair: 2 })(pair, 5);
    expect(sequence?.inputIds.slice(0, 2)).toEqual([0, 47]);
    expect(sequence?.inputIds).toHaveLength(5);
  });

  it("refuses a source that it has no token for", () => {
    const encode = pairEncoder(tokenizer, { ...options, sequencesPerPair: 1 });
    expect(() => encode({ ...pair, source: "nsmc" }, 64)).toThrow(
      'p7: found source "nsmc", expected one of petition, slack',
    );
  });
});
