import { expect, it } from "vitest";
import { quoted } from "./shell.ts";

it("leaves a plain name as it is, and quotes what a shell would obey", () => {
  expect(quoted("loss-mixture:alpha=0.25,batchSize=64")).toBe("loss-mixture:alpha=0.25,batchSize=64");
  expect(quoted("문장-쌍")).toBe("문장-쌍");
  expect(quoted("a; rm -rf $HOME")).toBe("'a; rm -rf $HOME'");
  expect(quoted("it's")).toBe(`'it'\\''s'`);
  expect(quoted("")).toBe("''");
});
