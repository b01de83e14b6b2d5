import { useSay } from "../../language/say.ts";
import { hrefOf } from "../../routing/route.ts";
import { Text } from "../../widgets/text.tsx";
import type { ShownRow } from "./shown-row.ts";
import { standingWords as words } from "./standing-words.ts";

interface CompareBarProps {
  /** Ids, two at most. */
  readonly ticked: readonly string[];
  readonly rows: readonly ShownRow[];
}

/** The way from two ticked experiments to both side by side. */
export function CompareBar({ ticked, rows }: CompareBarProps) {
  const say = useSay();
  const [one, other] = ticked;
  const names = ticked.map((id) => rows.find(({ experiment }) => experiment.id === id)?.experiment.reference ?? id);
  return (
    <p class="compare-bar" role="status">
      {one === undefined ? say(words.compareHint) : null}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 ? " · " : null}
          <Text of={name} />
        </span>
      ))}{" "}
      {one !== undefined && other === undefined ? say(words.oneMore) : null}
      {one !== undefined && other !== undefined ? (
        <a class="go" href={hrefOf({ page: "beside", ids: [one, other] })}>
          {say(words.sideBySide)}
        </a>
      ) : null}
    </p>
  );
}
