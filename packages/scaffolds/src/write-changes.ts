import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import { checkOutputFolder, ifThere, writeFileAtomically } from "@dalmeum/files";
import type { Change } from "./change.ts";

/**
 * Make all changes or none: where one fails, what was made before is taken back.
 * @throws UserError where a file to be created is there, or a folder may not be written.
 */
export function writeChanges(root: string, changes: readonly Change[]): void {
  const there = changes.filter(({ kind, path }) => kind === "create" && existsSync(join(root, path)));
  if (there.length > 0) {
    throw problemsError(
      "nothing is overwritten, take another name",
      there.map(({ path }) => `${path} is there already`),
    );
  }
  for (const { path } of changes) checkOutputFolder(dirname(join(root, path)));
  const undo: (() => void)[] = [];
  try {
    for (const { path, text } of changes) {
      const file = join(root, path);
      const made = mkdirSync(dirname(file), { recursive: true });
      if (made !== undefined)
        undo.push(() => {
          rmSync(made, { recursive: true });
        });
      const before = ifThere(() => readFileSync(file));
      writeFileAtomically(file, [Buffer.from(text)]);
      undo.push(() => {
        if (before === undefined) rmSync(file);
        else writeFileAtomically(file, [before]);
      });
    }
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
}
