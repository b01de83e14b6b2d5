import { useIndex, usePiece } from "../../data/use-board.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { Announcements } from "./announcements.tsx";
import { LiveRunCard } from "./live-run-card.tsx";
import { liveWords as words } from "./live-words.ts";

/** What trains where, and how far it is. */
export function LivePage() {
  const say = useSay();
  const { live } = useIndex();
  const piece = usePiece("live");
  return (
    <>
      <PageTitle name={say(words.title)} />
      {live ? null : <Empty command="npx dalmeum board">{say(words.notServed)}</Empty>}
      <PieceOr of={piece}>
        {({ runs, readAt }) => (
          <>
            <Announcements runs={runs} />
            {runs.length === 0 ? <Empty command="npx dalmeum train baseline">{say(words.empty)}</Empty> : null}
            <ul class="live-runs">
              {runs.map((run) => (
                <LiveRunCard key={run.path} run={run} readAt={readAt} />
              ))}
            </ul>
          </>
        )}
      </PieceOr>
    </>
  );
}
