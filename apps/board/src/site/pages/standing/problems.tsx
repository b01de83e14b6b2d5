import type { Problem } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { English, Text } from "../../widgets/text.tsx";
import { problemWords, standingWords as words } from "./standing-words.ts";

/** What could not be read, folded. */
export function Problems({ of }: { readonly of: readonly Problem[] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <details class="problems">
      <summary>{say(words.problems)(of.length)}</summary>
      <p>{say(words.problemsNote)}</p>
      <dl>
        {of.map(({ kind, subject, text }, index) => (
          <div key={index}>
            <dt>
              {say(problemWords[kind])} <Text of={subject} />
            </dt>
            <dd>
              <English of={text} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
