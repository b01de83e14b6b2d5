import type { Change } from "./change.ts";
import { changeset } from "./changeset.ts";
import { filledTemplates } from "./templates.ts";

/** A package for a competition's files, which its owner puts into it. */
export function newDataset(name: string): readonly Change[] {
  return [
    ...filledTemplates("dataset", name, `datasets/${name}`),
    changeset(
      `new-dataset-${name}`,
      `@dalmeum/${name}`,
      `Say in one plain sentence what the pairs of \`${name}\` are.`,
    ),
  ];
}
