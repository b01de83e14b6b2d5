import { usePiece } from "../../data/use-board.ts";
import { useSay } from "../../language/say.ts";
import { Empty } from "../../widgets/empty.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { dataWords as words } from "./data-words.ts";
import { DatasetView } from "./dataset-view.tsx";

/** What the pairs are like. */
export function DataPage() {
  const say = useSay();
  const piece = usePiece("data");
  return (
    <>
      <PageTitle name={say(words.title)} />
      <PieceOr of={piece}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty command="npx dalmeum data report datasets/korsts">{say(words.empty)}</Empty>
          ) : (
            data.map((one) => <DatasetView key={one.id} of={one} />)
          )
        }
      </PieceOr>
    </>
  );
}
