import { printable } from "@dalmeum/reports/printable";
import type { DescribedData } from "@dalmeum/standing/types";
import { usePiece } from "../../data/use-board.ts";
import { count } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { hrefOf } from "../../routing/route.ts";
import { Choice } from "../../widgets/choice.tsx";
import { Empty } from "../../widgets/empty.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { dataWords as words } from "./data-words.ts";
import { DatasetView } from "./dataset-view.tsx";

/** What the pairs are like, of one set of files at a time. */
export function DataPage({ query }: { readonly query: URLSearchParams }) {
  const say = useSay();
  const piece = usePiece("data");
  return (
    <>
      <PageTitle name={say(words.title)} />
      <PieceOr of={piece}>
        {({ data }) => {
          const [first] = data;
          if (first === undefined) {
            return <Empty command="npx dalmeum data report datasets/korsts">{say(words.empty)}</Empty>;
          }
          const shown = data.find(({ id }) => id === query.get("of")) ?? first;
          return (
            <>
              {data.length > 1 ? <DataChoice data={data} shown={shown} /> : null}
              <DatasetView key={shown.id} of={shown} />
            </>
          );
        }}
      </PieceOr>
    </>
  );
}

interface DataChoiceProps {
  readonly data: readonly DescribedData[];
  readonly shown: DescribedData;
}

/** Which files: experiments may read parts of the same. */
function DataChoice({ data, shown }: DataChoiceProps) {
  const say = useSay();
  return (
    <Choice
      label={say(words.which)}
      value={shown.id}
      options={data.map(({ id, name, report: { rows } }) => ({
        value: id,
        label: `${printable(name)}: ${say(words.rowsOfFiles)(count(rows.train), count(rows.dev), count(rows.test))}`,
      }))}
      onChoose={(id) => {
        location.replace(hrefOf({ page: "data", query: new URLSearchParams({ of: id }) }));
      }}
    />
  );
}
