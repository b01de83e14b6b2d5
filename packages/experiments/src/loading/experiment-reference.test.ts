import { describe, expect, it } from "vitest";
import { parseReference, referenceSlug, referenceText } from "./experiment-reference.ts";

describe("parseReference", () => {
  it.each([
    ["mixture", { name: "mixture", settings: {} }],
    ["mixture:alpha=0.3,batchSize=64", { name: "mixture", settings: { alpha: 0.3, batchSize: 64 } }],
    ["mixture:alpha=0x1,beta=1e999", { name: "mixture", settings: { alpha: "0x1", beta: "1e999" } }],
    ["mixture:pooling=mean,swap=true", { name: "mixture", settings: { pooling: "mean", swap: true } }],
  ])("reads %s, which referenceText writes", (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
    expect(referenceText(reference)).toBe(text);
  });

  it.each([
    ["", /expected an experiment's name/],
    [":alpha=1", /expected an experiment's name/],
    ["a:b=1:c=2", /expected an experiment's name/],
    ["a:alpha", /found setting "alpha", expected parameter=value/],
    ["a:alpha=", /expected parameter=value/],
    ["a:", /expected parameter=value/],
    ["a:alpha=1,alpha=2", /found alpha again/],
  ])("refuses %j", (text, message) => {
    expect(() => parseReference(text)).toThrow(message);
  });

  it("names a folder that stays where it is", () => {
    expect(referenceSlug(parseReference("mixture:alpha=0.3,file=../../x"))).toMatch(
      /^mixture-alpha-0\.3-file-\.\.-\.\.-x-[0-9a-f]{8}$/,
    );
  });

  it("keeps every letter of a name, and tells apart what it cannot keep", () => {
    const slugOf = (text: string): string => referenceSlug(parseReference(text));
    expect(slugOf("bi-encoder:alpha=0.3,batchSize=64")).toBe("bi-encoder-alpha-0.3-batchSize-64");
    expect(slugOf("한국어-모델")).toBe("한국어-모델");
    expect(slugOf("한국어-모델".normalize("NFD"))).toBe("한국어-모델");
    const texts = ["모델 하나", "모델/하나", "모델\\하나", "a b", "a\u00a0b", "x".repeat(200), "x".repeat(201)];
    expect(new Set(texts.map(slugOf)).size).toBe(texts.length);
    for (const text of texts) expect(slugOf(text)).toMatch(/^[\p{L}\p{N}_.-]{1,80}$/u);
  });
});
