import { expect, it } from "vitest";
import { optionsBeside } from "./options-beside.ts";

it("has the options of both, each once", () => {
  expect(optionsBeside({ epochs: 3, alpha: 0.5 }, { epochs: 3, dropout: true })).toEqual([
    { path: "epochs", values: ["3", "3"] },
    { path: "alpha", values: ["0.5", undefined] },
    { path: "dropout", values: [undefined, "true"] },
  ]);
});
