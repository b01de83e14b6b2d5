import type { RunCounts } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { standingWords as words } from "./standing-words.ts";

/** How many runs an experiment has, and what is not as it should be. */
export function RunsNote({ of }: { readonly of: RunCounts }) {
  const say = useSay();
  const notes = [
    ...(of.running > 0 ? [say(words.running)(of.running)] : []),
    ...(of.otherCode > 0 ? [say(words.otherCode)(of.otherCode)] : []),
    ...(of.failed > 0 ? [say(words.failed)(of.failed)] : []),
  ];
  return (
    <>
      <span class="under">{say(words.finishedRuns)(of.used, of.expected)}</span>
      {notes.map((note) => (
        <span class="under" key={note}>
          {note}
        </span>
      ))}
    </>
  );
}
