import { useIndex, usePiece } from "../../data/use-board.ts";
import { useSay } from "../../language/say.ts";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { BesideCurves } from "./beside-curves.tsx";
import { BesideOptions } from "./beside-options.tsx";
import { BesideScores } from "./beside-scores.tsx";
import { BesideSlices } from "./beside-slices.tsx";
import { besideWords as words } from "./beside-words.ts";

/** Two experiments: what they score, and what they are made with. */
export function BesidePage({ ids: [first, second] }: { readonly ids: readonly [string, string] }) {
  const say = useSay();
  const { experiments } = useIndex();
  const one = usePiece(`experiment-${first}`);
  const other = usePiece(`experiment-${second}`);
  const summaries = [first, second].map((id) => experiments.find((experiment) => experiment.id === id) ?? null);
  return (
    <>
      <PageTitle name={say(words.title)} />
      <PieceOr of={one}>
        {(left) => (
          <PieceOr of={other}>
            {(right) => (
              <div class="columns">
                <BesideScores of={summaries} pages={[left, right]} />
                <BesideOptions pages={[left, right]} />
                <BesideCurves pages={[left, right]} />
                <BesideSlices pages={[left, right]} />
              </div>
            )}
          </PieceOr>
        )}
      </PieceOr>
    </>
  );
}
