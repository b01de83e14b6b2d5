import type { Commit } from "@dalmeum/standing/types";
import { appWords } from "../app-words.ts";
import { useSay } from "../language/say.ts";

export function CommitName({ of }: { readonly of: Commit }) {
  const say = useSay();
  return (
    <>
      <code>{of.hash.slice(0, 8)}</code>
      {of.dirty ? ` (${say(appWords.dirty)})` : null}
    </>
  );
}
