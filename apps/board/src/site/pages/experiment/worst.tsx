import type { WorstPair } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { WordDifference } from "../../widgets/word-difference.tsx";
import { diagnosisWords as words } from "./diagnosis-words.ts";

/** The pairs to read. */
export function Worst({ of }: { readonly of: readonly WorstPair[] }) {
  const say = useSay();
  return (
    <Section title={say(words.worst)} note={say(words.worstNote)} wide>
      <Table
        caption={say(words.worst)}
        columns={[
          {
            title: say(words.pair),
            cell: ({ id }) => (
              <span class="fit">
                <Text of={id} />
              </span>
            ),
          },
          { title: say(words.gold), kind: "number", cell: ({ score }) => score.toFixed(2) },
          { title: say(words.prediction), kind: "number", cell: ({ prediction }) => prediction.toFixed(2) },
          {
            title: say(words.sentences),
            kind: "prose",
            cell: ({ sentence1, sentence2 }) => <WordDifference one={sentence1} other={sentence2} />,
          },
        ]}
        rows={of}
        keyOf={({ id }) => id}
      />
    </Section>
  );
}
