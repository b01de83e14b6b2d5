import { describe, expect, it } from "vitest";
import { parseReference, referenceSlug, referenceText } from "./experiment-reference.ts";

describe("parseReference", () => {
  it.each([
    ["mixture", { name: "mixture", settings: {} }],
    ["mixture:alpha=0.3,batchSize=64", { name: "mixture", settings: { alpha: 0.3, batchSize: 64 } }],
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
    expect(referenceSlug(parseReference("mixture:alpha=0.3,file=../../x"))).toBe("mixture-alpha-0.3-file-..-..-x");
  });
});
