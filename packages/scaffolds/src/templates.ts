import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Change } from "./change.ts";
import { camelCase, pascalCase } from "./check-name.ts";
import type { Kind } from "./kinds.ts";

const TEMPLATES = join(import.meta.dirname, "../templates");
/** What keeps a template from being linted, compiled or read as a package. */
const ENDING = ".template";

/** The files of a kind, in the folder where they are to lie. */
export function filledTemplates(kind: Kind, name: string, folder: string): readonly Change[] {
  const source = join(TEMPLATES, kind);
  const fill = (text: string): string =>
    text
      .replaceAll("__name__", name)
      .replaceAll("__identifier__", camelCase(name))
      .replaceAll("__Identifier__", pascalCase(name));
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ENDING))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      kind: "create",
      path: `${folder}/${fill(relative(source, file).slice(0, -ENDING.length).replaceAll(sep, "/"))}`,
      text: fill(readFileSync(file, "utf8")),
    }));
}
