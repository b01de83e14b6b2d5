import { usePiece } from "../../data/use-board.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { Figures } from "../../widgets/figures.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { Text } from "../../widgets/text.tsx";
import { DevAndPublic } from "./dev-and-public.tsx";
import { Ledger } from "./ledger.tsx";
import { submissionWords as words } from "./submission-words.ts";
import { Waiting } from "./waiting.tsx";

/** What was handed in, what it scored, and what today still takes. */
export function SubmissionsPage() {
  const say = useSay();
  const piece = usePiece("submissions");
  return (
    <>
      <PageTitle name={say(words.title)} />
      <PieceOr of={piece}>
        {({ budget: { left, spent, perDay, day, timeZone }, entries, best, waiting }) => (
          <>
            <Figures
              of={[
                {
                  label: say(words.left),
                  value: String(left),
                  note: `${say(words.leftOf)(spent, perDay, day)}. ${say(words.dayOf)(timeZone)}`,
                },
                { label: say(words.handedIn), value: String(entries.length) },
                ...(best === null ? [] : [{ label: say(words.best), value: <Text of={best} /> }]),
              ]}
            />
            {entries.length === 0 ? <Empty command="npx dalmeum submit baseline">{say(words.empty)}</Empty> : null}
            <div class="columns">
              {entries.length === 0 ? null : <DevAndPublic of={entries} />}
              <Waiting of={waiting} />
              {entries.length === 0 ? null : <Ledger of={entries} best={best} />}
            </div>
          </>
        )}
      </PieceOr>
    </>
  );
}
