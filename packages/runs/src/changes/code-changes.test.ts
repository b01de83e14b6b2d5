import { expect, it } from "vitest";
import type { CodeArchive } from "../code/code-archive.ts";
import { codeChanges } from "./code-changes.ts";

const piece = (name: string, text: string, file = "packages/losses/src/loss.ts", uses = {}) => ({
  ...{ file, name, text, uses },
});
const archive = (...pieces: CodeArchive["pieces"]): CodeArchive => ({ pieces, assets: {} });
const textsOf = (before: CodeArchive, after: CodeArchive): readonly string[] =>
  codeChanges(before, after).map(({ text }) => text);

const LOSS = "const loss = x => {\n  const y = x * 2;\n  return y + EPSILON;\n};";

it("says a change in one place in words, and a longer one by its lines", () => {
  const before = archive(piece("EPSILON", "const EPSILON = 1e-8;"), piece("loss", LOSS));
  expect(textsOf(before, archive(piece("EPSILON", "const EPSILON = 1e-7;"), piece("loss", LOSS)))).toEqual([
    "packages/losses/src/loss.ts: EPSILON 1e-8 became 1e-7",
  ]);
  const longer = LOSS.replace("x * 2", "Math.sqrt(x) * 2").replace("return y", "const z = 3;\n  return z * y");
  expect(codeChanges(before, archive(piece("EPSILON", "const EPSILON = 1e-8;"), piece("loss", longer)))).toEqual([
    {
      ...{ part: "code", kind: "edited", file: "packages/losses/src/loss.ts", name: "loss" },
      text: "packages/losses/src/loss.ts: loss: changed",
      lines: [
        "-   const y = x * 2;",
        "-   return y + EPSILON;",
        "+   const y = Math.sqrt(x) * 2;",
        "+   const z = 3;",
        "+   return z * y + EPSILON;",
      ],
    },
  ]);
});

it("finds a piece whose file was moved, and tells what came and went", () => {
  const before = archive(piece("loss", LOSS), piece("old", "const old = 1;"));
  const after = archive(piece("loss", LOSS, "packages/losses/src/moved.ts"), piece("young", "const young = 1;"));
  expect(textsOf(before, after)).toEqual([
    "packages/losses/src/loss.ts: old: no longer reached",
    "packages/losses/src/loss.ts: young: reached now",
  ]);
});

it("tells a name that leads elsewhere, and other files that code reads", () => {
  const uses = (target: string) => piece("loss", LOSS, "packages/losses/src/loss.ts", { EPSILON: target });
  const before = { ...archive(uses("packages/a.ts#EPSILON")), assets: { "words.json": "1" } };
  const after = { ...archive(uses("packages/b.ts#TINY")), assets: { "words.json": "2" } };
  expect(textsOf(before, after)).toEqual([
    "packages/losses/src/loss.ts: loss: EPSILON is packages/b.ts#TINY, was packages/a.ts#EPSILON",
    "words.json: has other content",
  ]);
  expect(textsOf(before, { ...before, pieces: [uses("packages/moved.ts#EPSILON")] })).toEqual([]);
});
