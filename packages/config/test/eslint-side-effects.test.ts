import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ESLint } from "eslint";
import { afterAll, beforeAll, expect, it } from "vitest";

const REFUSED = {
  expression: "console.log(1);",
  assignment: "globalThis.name = 'x';",
  loop: "for (const x of [1]) void x;",
  while: "while (Date.now() < 0) Date.now();",
  branch: "if (Date.now() > 0) Date.now();",
  attempt: "try { Date.now(); } catch { Date.now(); }",
  block: "{ Date.now(); }",
  import: 'import "./allowed.ts";',
};

const ALLOWED =
  '"use strict";\nimport "eslint";\nexport const x = 1;\nexport function f(): void {\n  if (x > 0) Date.now();\n}\n';

const BASE = new URL("../eslint.base.mjs", import.meta.url).href;

const FILES = {
  ...Object.fromEntries(
    Object.entries(REFUSED).map(([kind, code]) => [`src/deep/${kind}.ts`, `${code}\nexport {};\n`]),
  ),
  "src/deep/allowed.ts": ALLOWED,
  "src/main.ts": `${REFUSED.expression}\nexport {};\n`,
  "src/one.test.ts": `${REFUSED.expression}\nexport {};\n`,
  "scripts/one.ts": `${REFUSED.expression}\nexport {};\n`,
  "eslint.config.mjs": `import { eslintBase } from "${BASE}";\nexport default eslintBase(import.meta.dirname);\n`,
  "tsconfig.json": '{ "include": ["src", "scripts"] }',
};

const folder = realpathSync(mkdtempSync(join(tmpdir(), "eslint-")));
/** By name, whether the file does something when it is imported. */
const found = new Map<string, boolean>();

beforeAll(async () => {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: "eslint.config.mjs" });
  for (const { filePath, messages } of await eslint.lintFiles(["src", "scripts"])) {
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    found.set(
      basename(filePath, ".ts"),
      messages.some(({ message }) => message.startsWith("A module only declares")),
    );
  }
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(Object.keys(REFUSED))("refuses that a module does something when it is imported: %s", (kind) => {
  expect(found.get(kind)).toBe(true);
});

it.each(["allowed", "main", "one.test", "one"])("lets %s through", (name) => {
  expect(found.get(name)).toBe(false);
});
