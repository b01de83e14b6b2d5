import { usePiece } from "../../data/use-board.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { BlendView } from "./blend-view.tsx";
import { blendWords as words } from "./blend-words.ts";

/** Every ensemble: who is in it, for how much, and who is not. */
export function BlendPage() {
  const say = useSay();
  const piece = usePiece("blend");
  return (
    <>
      <PageTitle name={say(words.title)} />
      <PieceOr of={piece}>
        {({ blends }) =>
          blends.length === 0 ? (
            <Empty command="npx dalmeum train blend">{say(words.empty)}</Empty>
          ) : (
            blends.map((blend) => <BlendView key={blend.experiment} of={blend} />)
          )
        }
      </PieceOr>
    </>
  );
}
