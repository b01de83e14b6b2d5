import type { RunRow } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { English } from "../../widgets/text.tsx";
import { runWords as words } from "./run-words.ts";

/** How far a run came, and whether the experiment's figures are of it. */
export function RunState({ of: { state, used, current, reason } }: { readonly of: RunRow }) {
  const say = useSay();
  const notes = [
    ...(state === "finished" && !used ? [say(words.past)] : []),
    ...(current === false ? [say(words.otherCode)] : []),
  ];
  return (
    <>
      <span class={`state ${state}`}>{say(words[state])}</span>
      {notes.length === 0 ? null : <span class="under">{notes.join(", ")}</span>}
      {reason === null ? null : (
        <span class="under">
          <English of={reason} />
        </span>
      )}
    </>
  );
}
