import { expect, it } from "vitest";
import { type Files, hashesOf, inA, reachOf } from "./stub-workspace.ts";

const ENTRY = 'import { double, LIMIT } from "./b.ts";\nexport const y = () => double(LIMIT);\n';
const B = "export const double = (x: number) => x * 2;\nexport const LIMIT = 3;\nexport const other = 4;\n";

it.each<[string, Files]>([
  ["an export that nobody uses", { "entry.ts": ENTRY, "b.ts": `${B}export const unused = (x: number) => x;\n` }],
  ["one that bears a local name", { "entry.ts": ENTRY, "b.ts": `${B}export const x = 1;\n` }],
  ["a line of index.ts", { "entry.ts": ENTRY, "b.ts": B, "index.ts": 'export { other } from "./b.ts";' }],
  [
    "a comment",
    { "entry.ts": `/** Doubles. */\n${ENTRY}`, "b.ts": `// of b\n${B.replace("x * 2", "/* twice */ x * 2")}` },
  ],
  [
    "a type",
    {
      "entry.ts": ENTRY,
      "b.ts": `export interface X {}\n${B.replace(": number", ": any").replace("= 3", "= 3 as const")}`,
    },
  ],
  [
    "white space",
    {
      "entry.ts": ENTRY.replaceAll("\n", "\n\n"),
      "b.ts": B.replace("(x: number) => x * 2", "(x:number)=>(\n  (x) * 2\n)"),
    },
  ],
  ["how a value is written", { "entry.ts": ENTRY, "b.ts": B.replace("3", "0x3") }],
  ["the order of declarations", { "entry.ts": ENTRY, "b.ts": B.split("\n").toReversed().join("\n") }],
  ["a file's name", { "entry.ts": ENTRY.replace("./b.ts", "./deep/c.ts"), "deep/c.ts": B }],
  ["the name of a local variable", { "entry.ts": ENTRY, "b.ts": B.replaceAll(/\bx\b/g, "value") }],
  [
    "what is kept in another file",
    {
      "entry.ts":
        'import { double } from "./b.ts";\nimport { LIMIT } from "./c.ts";\nexport const y = () => double(LIMIT);\n',
      "b.ts": "export const double = (x: number) => x * 2;\n",
      "c.ts": "export const LIMIT = 3;\n",
    },
  ],
])("does not count %s", async (_, files) => {
  const [before, after] = await hashesOf({ "entry.ts": ENTRY, "b.ts": B }, files);
  expect(after).toBe(before);
});

it.each<[string, Files]>([
  ["a constant", { "entry.ts": ENTRY, "b.ts": B.replace("3", "5") }],
  ["a function", { "entry.ts": ENTRY, "b.ts": B.replace("x * 2", "2 * x") }],
  ["what a name leads to", { "entry.ts": ENTRY.replace("double,", "other as double,"), "b.ts": B }],
  ["what is exported", { "entry.ts": `${ENTRY}export const more = 1;\n`, "b.ts": B }],
])("counts %s", async (_, files) => {
  const [before, after] = await hashesOf({ "entry.ts": ENTRY, "b.ts": B }, files);
  expect(after).not.toBe(before);
});

it("tells nothing from null, and how a text is written only from a tag", async () => {
  const bodies = [
    "{ return; }",
    "{ return null; }",
    "[null]",
    "[,]",
    "String.raw`\\\\x41`",
    "String.raw`A`",
    "`\\x41`",
    "'A'",
    "/A/",
    "1n",
    "1",
  ];
  const hashes = await hashesOf(...bodies.map((body) => ({ "entry.ts": `export const y = () => ${body};` })));
  expect(new Set(hashes).size).toBe(bodies.length - 1);
});

it("counts for what uses it, and for that alone", async () => {
  const entry = 'export { one } from "./one.ts";\nexport { two } from "./two.ts";';
  const of = async (limit: number, name: string): Promise<string> => {
    const entryOf = entry
      .split("\n")
      .filter((line) => line.includes(name))
      .join("\n");
    const two = 'import { LIMIT } from "./limit.ts";\nexport const two = LIMIT;';
    const [hash = ""] = await hashesOf({
      "entry.ts": entryOf,
      "one.ts": "export const one = 1;",
      "two.ts": two,
      "limit.ts": `export const LIMIT = ${limit};`,
    });
    return hash;
  };
  expect(await of(1, "one")).toBe(await of(2, "one"));
  expect(await of(1, "two")).not.toBe(await of(2, "two"));
});

it("tells a shadowed name from the module's", async () => {
  const shadowed =
    "const x = 1;\nexport const y = (x: number) => x;\nexport const z = () => { const x = 2; return x; };";
  const { pieces } = await reachOf(inA({ "entry.ts": shadowed }));
  expect(pieces.map(({ name }) => name)).toEqual(["y", "z"]);
});

it("tells same-named exports of two modules apart", async () => {
  const files = (one: string, two: string): Files => ({
    "entry.ts": `import { f } from "./${one}.ts";\nimport { f as g } from "./${two}.ts";\nexport const y = () => f() - g();`,
    "one.ts": "export const f = () => helper();\nconst helper = () => 1;",
    "two.ts": "export const f = () => helper();\nconst helper = () => 2;",
  });
  const [before, after] = await hashesOf(files("one", "two"), files("two", "one"));
  expect(after).not.toBe(before);
});

it("follows cycles, of functions and of files", async () => {
  const files = (odd: string): Files => ({
    "entry.ts": 'import { even } from "./even.ts";\nexport const y = even;',
    "even.ts": 'import { odd } from "./odd.ts";\nexport const even = (n: number): boolean => n === 0 || odd(n - 1);',
    "odd.ts": `import { even } from "./even.ts";\nexport const odd = (n: number): boolean => ${odd};`,
  });
  const [before, same, after] = await hashesOf(
    files("n > 0 && even(n - 1)"),
    files("n>0 && even(n-1)"),
    files("n > 1 && even(n - 1)"),
  );
  expect(same).toBe(before);
  expect(after).not.toBe(before);
});

it("tells two files that one piece starts apart", async () => {
  const files = (first: string, second: string): Files => ({
    "entry.ts": `import { Worker } from "node:worker_threads";\nexport const one = () => new Worker(new URL("./${first}.mjs", import.meta.url));\nexport const two = () => new Worker(new URL("./${second}.mjs", import.meta.url));`,
    "a.mjs": "console.log(1);",
    "b.mjs": "console.log(2);",
  });
  const [before, exchanged, renamed] = await hashesOf(files("a", "b"), files("b", "a"), {
    ...files("c", "d"),
    "c.mjs": "console.log(1);",
    "d.mjs": "console.log(2);",
  });
  expect(exchanged).not.toBe(before);
  expect(renamed).toBe(before);
});
