import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Described, Json } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { workspaceRoot } from "./workspace.ts";

/**
 * Registers what a run's record needs of every component: its function's name, and each option that the function reads.
 * @param title of its suite, which begins with the function's name.
 */
export function itDescribesItself(title: string, make: () => Described): void {
  it("has the name of its function", () => {
    const { name } = make();
    if (name !== "" && title.startsWith(name) && !/^\w/.test(title.slice(name.length))) return;
    throw new Error(
      `found name "${name}", expected "${calledIn(title)}", as the function and this suite are called: ` +
        "runs and reports tell components apart by it",
    );
  });

  itIsExported(title);

  it("records its options", async () => {
    const { options } = make();
    expect(JSON.parse(JSON.stringify(options)), "options are plain data, as JSON holds it").toEqual(options);
    const { exported } = await importIndex();
    const factory: unknown = Reflect.get(exported, calledIn(title));
    if (typeof factory !== "function") return;
    const forgotten = unrecorded((given) => Reflect.apply(factory, undefined, [given]) as unknown, options);
    if (forgotten.length === 0) return;
    throw new Error(
      `found options ${JSON.stringify(options)}, which stay the same whatever ${forgotten.join(" and ")} may be; ` +
        `expected what ${calledIn(title)} reads: options: { ${forgotten.join(", ")} }. ` +
        "Without it two runs that differ in it have one name, and compare cannot tell them apart",
    );
  });
}

/** Registers that a package exports what a suite is called after. */
export function itIsExported(title: string): void {
  it("is exported by its package's index.ts", async () => {
    const { file, exported } = await importIndex();
    const name = calledIn(title);
    if (Reflect.has(exported, name)) return;
    const code = relative(dirname(file), testFile()).replace(/\.test\.ts$/, ".ts");
    throw new Error(
      `${relative(workspaceRoot, file)}: found no ${name || `name at the beginning of "${title}"`}, expected a line of it: ` +
        `export { ${name} } from "./${code.startsWith(".") ? "..." : code}";`,
    );
  });
}

const calledIn = (title: string): string => /^\w*/.exec(title)?.[0] ?? "";

const testFile = (): string => expect.getState().testPath ?? "";

/** The index.ts beside the test, or in src, or above. */
async function importIndex(): Promise<{ readonly file: string; readonly exported: object }> {
  for (let folder = dirname(testFile()); ; folder = dirname(folder)) {
    const file = ["index.ts", "src/index.ts"].map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined) {
      const exported: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
      return { file, exported: Object(exported) as object };
    }
    if (folder === dirname(folder))
      throw new Error(`${testFile()}: found no index.ts, expected one in its package's src`);
  }
}

/** Of many kinds, so that each option takes two of them. */
const VALUES: readonly Json[] = [0.5, 1, 2, 0.1, 3, 16, true, false, "a", "b"];

/** What a function reads of its options and never records, whichever value it is given. */
function unrecorded(factory: (options: unknown) => unknown, options: Described["options"]): readonly string[] {
  const read = new Set<string>();
  const recordWith = (given: Described["options"]): readonly string[] => {
    const watched = new Proxy(given, {
      get: (target, key) => {
        if (typeof key === "string") read.add(key);
        return Reflect.get(target, key) as unknown;
      },
    });
    try {
      const made = factory(watched);
      return [JSON.stringify(typeof made === "object" && made !== null && "options" in made ? made.options : {})];
    } catch {
      return [];
    }
  };
  recordWith(options);
  return [...read].filter((key) => {
    const records = VALUES.flatMap((value) => recordWith({ ...options, [key]: value }));
    return !(key in options) && records.length > 1 && new Set(records).size === 1;
  });
}
