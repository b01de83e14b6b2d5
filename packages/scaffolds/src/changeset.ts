import type { Change } from "./change.ts";

/** A changeset that has still to say what is new. */
export const changeset = (slug: string, packageName: string, sentence: string): Change => ({
  kind: "create",
  path: `.changeset/${slug}.md`,
  text: `---\n"${packageName}": minor\n---\n\n${sentence}\n`,
});
