import { UserError } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { parseOptions } from "./options.ts";

it("takes lists, and everything once by default", () => {
  expect(parseOptions(["--jobs", "steps,predict", "--repeats", "3"])).toMatchObject({
    jobs: ["steps", "predict"],
    repeats: 3,
  });
  expect(parseOptions([])).toMatchObject({
    jobs: ["steps", "epoch", "predict", "sentences", "packing", "first-step", "encode", "race", "replay", "growth"],
    repeats: 1,
  });
});

it.each([[["--jobs", "sleep"]], [["--repeats", "0"]], [["--subjects", "abacus"]], [["--speed"]]])(
  "refuses %j",
  (argv) => {
    expect(() => parseOptions(argv)).toThrow(UserError);
  },
);
