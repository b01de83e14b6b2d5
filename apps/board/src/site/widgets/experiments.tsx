import { ExperimentById } from "./experiment-link.tsx";

/** How many are listed before the others are folded. */
const MOST = 3;

/** Experiments by their ids; many are folded. */
export function Experiments({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return <>{"–"}</>;
  const list = (
    <ul class="experiments">
      {of.map((id) => (
        <li key={id}>
          <ExperimentById id={id} />
        </li>
      ))}
    </ul>
  );
  if (of.length <= MOST) return list;
  return (
    <details>
      <summary>{of.length}</summary>
      {list}
    </details>
  );
}
