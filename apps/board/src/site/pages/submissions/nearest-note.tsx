import type { Nearest } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { Text } from "../../widgets/text.tsx";
import { submissionWords as words } from "./submission-words.ts";

/** The earlier submission that one is most like. */
export function NearestNote({ of }: { readonly of: Nearest | null }) {
  const say = useSay();
  if (of === null) return <>{"–"}</>;
  return (
    <>
      r {of.r.toFixed(5)}
      <span class="under">
        <span class="fit">
          <Text of={of.name} />
        </span>
      </span>
      {of.isCopy ? <span class="state failed">{say(words.copy)}</span> : null}
    </>
  );
}
