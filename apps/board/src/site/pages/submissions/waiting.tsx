import type { WaitingSubmission } from "@dalmeum/standing/types";
import { interval } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { NearestNote } from "./nearest-note.tsx";
import { submissionWords as words } from "./submission-words.ts";

/** Submissions that could be handed in. */
export function Waiting({ of }: { readonly of: readonly WaitingSubmission[] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <Section
      title={say(words.waiting)}
      note={
        <>
          {say(words.waitingNote)} <code class="command">npx dalmeum submissions add &lt;experiment&gt; --why "…"</code>
        </>
      }
    >
      <Table
        caption={say(words.waiting)}
        columns={[
          {
            title: say(words.experiment),
            cell: ({ experiment }) => (
              <span class="fit">
                <Text of={experiment} />
              </span>
            ),
          },
          { title: say(scoreWords.outOfFold), kind: "number", cell: ({ outOfFold }) => interval(outOfFold) },
          { title: say(scoreWords.dev), kind: "number", cell: ({ dev }) => interval(dev) },
          { title: say(words.nearest), cell: ({ nearest }) => <NearestNote of={nearest} /> },
        ]}
        rows={of}
        keyOf={({ experiment }) => experiment}
      />
    </Section>
  );
}
