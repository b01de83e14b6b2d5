import type { DatasetReport } from "./dataset-report.ts";
import { useSay } from "../../language/say.ts";
import { Sentence, Text } from "../../widgets/text.tsx";
import { dataWords as words } from "./data-words.ts";

type Examples = DatasetReport["sharing"][number]["examples"];

/** Rows that a finding is about, folded. */
export function ExampleList({ of }: { readonly of: Examples }) {
  const say = useSay();
  if (of.length === 0) return <>{"–"}</>;
  return (
    <details>
      <summary>{say(words.examplesOf)(of.length)}</summary>
      <ul class="examples">
        {of.map(({ ids, texts, scores }) => (
          <li key={ids.join()}>
            {texts.map((text, index) => (
              <div key={index}>
                <Sentence of={text} />
              </div>
            ))}
            <span class="under">
              <Text of={ids.join(", ")} />
              {scores.length === 0 ? null : ` (${scores.join(", ")})`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
