import type { SubmissionRow } from "@dalmeum/standing/types";
import { score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { GapNote } from "../../widgets/gap-note.tsx";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { NearestNote } from "./nearest-note.tsx";
import { submissionWords as words } from "./submission-words.ts";

interface LedgerProps {
  readonly of: readonly SubmissionRow[];
  /** Name of the best one. */
  readonly best: string | null;
}

/** Everything that was handed in, the newest first. */
export function Ledger({ of, best }: LedgerProps) {
  const say = useSay();
  return (
    <Section title={say(words.ledger)} note={say(scoreWords.gapNote)} wide>
      <Table
        caption={say(words.ledger)}
        columns={[
          {
            title: say(words.submission),
            cell: ({ name, day }) => (
              <>
                <span class="fit">
                  <Text of={name} />
                </span>{" "}
                {name === best ? <span class="state finished">{say(words.best)}</span> : null}
                <span class="under">{day}</span>
              </>
            ),
          },
          {
            title: say(words.why),
            kind: "prose",
            cell: ({ why, experiment }) => (
              <>
                <Text of={why} />
                <span class="under">
                  <Text of={experiment} />
                </span>
              </>
            ),
          },
          {
            title: say(scoreWords.outOfFold),
            kind: "number",
            cell: ({ outOfFold }) => score(outOfFold?.estimate ?? null),
          },
          { title: say(scoreWords.dev), kind: "number", cell: ({ dev }) => score(dev?.estimate ?? null) },
          {
            title: say(scoreWords.public),
            kind: "number",
            cell: ({ public: onBoard, publicGap }) => (
              <>
                {score(onBoard)}
                <GapNote gap={publicGap} from={say(scoreWords.dev)} />
              </>
            ),
          },
          {
            title: say(scoreWords.private),
            kind: "number",
            cell: ({ private: hidden, privateGap }) => (
              <>
                {score(hidden)}
                <GapNote gap={privateGap} from={say(scoreWords.public)} />
              </>
            ),
          },
          { title: say(words.nearest), cell: ({ nearest }) => <NearestNote of={nearest} /> },
        ]}
        rows={of.toReversed()}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}
