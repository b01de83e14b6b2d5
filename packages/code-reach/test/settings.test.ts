import { expect, it } from "vitest";
import { inA, reachOf } from "./stub-workspace.ts";

const uncounted = { calls: ["define"], properties: ["words", "seeds"] };
const forPeople = { package: "@stub/a", names: ["told", "Told"] };

const ENTRY = `
  import { define } from "./b.ts";
  import { claim } from "./claim.ts";
  const words = claim();
  export default wrap(() => define({ words, seeds: [1], "rate": 2, nested: { seeds: [2] } }, { seeds: [3] }));
  function wrap<T>(x: T): T { return x; }
`;
const B = "export const define = (...options: unknown[]) => options;";
const CLAIM = "export const claim = () => 'better';";

it("does not count properties of an entry's definition, nor what only they use", async () => {
  const { pieces, hash } = await reachOf(inA({ "entry.ts": ENTRY, "b.ts": B, "claim.ts": CLAIM }), { uncounted });
  expect(pieces.map(({ name }) => name)).toEqual(["define", "default", "wrap"]);
  const other = ENTRY.replace("seeds: [1]", "seeds: [1, 2]").replace("{ words,", "{");
  expect((await reachOf(inA({ "entry.ts": other, "b.ts": B, "claim.ts": CLAIM }), { uncounted })).hash).toBe(hash);
});

it.each([
  ["another property", ENTRY.replace(`"rate": 2`, `"rate": 3`)],
  ["a property that is not the definition's own", ENTRY.replace("seeds: [2]", "seeds: [4]")],
  ["one of another argument", ENTRY.replace("seeds: [3]", "seeds: [4]")],
])("counts %s", async (_, other) => {
  const before = await reachOf(inA({ "entry.ts": ENTRY, "b.ts": B, "claim.ts": CLAIM }), { uncounted });
  const after = await reachOf(inA({ "entry.ts": other, "b.ts": B, "claim.ts": CLAIM }), { uncounted });
  expect(after.hash).not.toBe(before.hash);
});

it("counts them in any other file", async () => {
  const of = async (seeds: string): Promise<string> => {
    const entry = 'export { default } from "./c.ts";';
    const c = ENTRY.replace("seeds: [1]", seeds);
    return (await reachOf(inA({ "entry.ts": entry, "c.ts": c, "b.ts": B, "claim.ts": CLAIM }), { uncounted })).hash;
  };
  expect(await of("seeds: [1]")).not.toBe(await of("seeds: [2]"));
});

const THROWS = `
  import { told, Told as Problem } from "@stub/a";
  import { told as other } from "@stub/loud";
  import { shown } from "./shown.ts";
  const MAX = 3;
  export function y(x: number) {
    if (x > MAX) throw told(\`found \${shown(x)}\`, { cause: x });
    if (x < 0) throw new Problem("below 0");
    const inner = (told: (text: string) => string) => told("kept");
    return [inner, other("kept too")];
  }
`;
const PEOPLE = {
  "index.ts": 'export { told, Told } from "./errors.ts";',
  "errors.ts":
    "export class Told extends Error {}\nexport const told = (text: string, o?: object) => new Told(`${text}!`, o);",
  "shown.ts": "export const shown = (x: number) => `${x}`;",
};

it("does not count words for people, nor what only they use", async () => {
  const of = (entry: string, people: Record<string, string> = PEOPLE) =>
    reachOf(
      { ...inA({ "entry.ts": entry, ...people }), "packages/loud/index.ts": "export const told = (x: string) => x;" },
      { forPeople },
    );
  const { hash, pieces } = await of(THROWS);
  expect(pieces.map(({ name }) => name)).toEqual(["MAX", "y", "Told", "told", "told"]);
  expect(pieces[1]?.text).toContain("throw told();");
  expect((await of(THROWS.replace("below 0", "less than 0").replace("found ", "got "))).hash).toBe(hash);
  // Within the package itself too.
  expect((await of(THROWS, { ...PEOPLE, "errors.ts": PEOPLE["errors.ts"].replace("!", "?") })).hash).toBe(hash);
  expect((await of(THROWS.replace('"kept"', '"said"'))).hash).not.toBe(hash);
  expect((await of(THROWS.replace('"kept too"', '"said"'))).hash).not.toBe(hash);
  expect((await of(THROWS.replace("x < 0", "x < 1"))).hash).not.toBe(hash);
});

const REFUSES = `
  import { refuse } from "@stub/a";
  import { problemsOf } from "./shown.ts";
  export function y(x: number) {
    refuse("y", problemsOf(x));
    if (x > 0) {
      refuse("more", problemsOf(x + 1));
    }
    return x;
  }
`;
const REFUSAL = {
  "index.ts": "export function refuse(name: string, problems: string[]) { if (problems.length > 0) throw name; }",
  "shown.ts": "export const problemsOf = (x: number) => (x > 5 ? ['too much'] : []);",
};

it("does not count statements that refuse, nor what only they use", async () => {
  const refusals = { package: "@stub/a", names: ["refuse"] };
  const of = (entry: string) => reachOf(inA({ "entry.ts": entry, ...REFUSAL }), { refusals });
  const { hash, pieces } = await of(REFUSES);
  expect(pieces.map(({ name }) => name)).toEqual(["y"]);
  expect((await of(REFUSES.replace(/ {4}refuse\("y".*\n/, ""))).hash).toBe(hash);
  expect((await of(REFUSES.replace("x + 1", "x + 2"))).hash).toBe(hash);
  expect((await of(REFUSES.replace("x > 0", "x > 1"))).hash).not.toBe(hash);
  // As a value, and where another module has the name, it counts.
  expect((await of(REFUSES.replace("return x;", 'return refuse("y", []);'))).hash).not.toBe(hash);
  const another = REFUSES.replace('"@stub/a"', '"./own.ts"');
  const own = { "own.ts": REFUSAL["index.ts"] };
  const counted = await reachOf(inA({ "entry.ts": another, ...REFUSAL, ...own }), {
    refusals: { ...refusals, package: "@stub/b" },
  });
  expect(counted.pieces.map(({ name }) => name)).toEqual(["y", "refuse", "problemsOf"]);
});
