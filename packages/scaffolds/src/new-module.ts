import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readManifest } from "@dalmeum/experiments";
import type { Change } from "./change.ts";
import { changeset } from "./changeset.ts";
import { camelCase, checkIdentifier, pascalCase } from "./check-name.ts";
import { type ModuleKind, PLACES } from "./kinds.ts";
import { filledTemplates } from "./templates.ts";
import { exportsName, withExport } from "./with-export.ts";

/**
 * A module with a test that fails, the line of its package's index.ts, and a changeset.
 * @throws UserError where its name is JavaScript's, or the package exports it already.
 */
export function newModule(root: string, kind: ModuleKind, name: string): readonly Change[] {
  const { folder, within, hasOptions } = PLACES[kind];
  const index = `${folder}/src/index.ts`;
  if (!existsSync(join(root, index))) {
    throw new UserError(`${index}: there is no such file, and a new ${kind} would be listed there`);
  }
  checkIdentifier(name);
  const [identifier, options] = [camelCase(name), `${pascalCase(name)}Options`];
  const listed = readFileSync(join(root, index), "utf8");
  if (exportsName(listed, identifier)) {
    throw new UserError(`found the name "${name}", but ${index} exports ${identifier} already; take another`);
  }
  const names = hasOptions ? [identifier, `type ${options}`] : [identifier];
  const packageName = readManifest(join(root, folder)).name;
  return [
    ...filledTemplates(kind, name, folder),
    changeset(`new-${kind}-${name}`, packageName, `Say in one plain sentence what \`${identifier}\` is good for.`),
    { kind: "edit", path: index, text: withExport(listed, names, `./${within}${name}.ts`) },
  ];
}
