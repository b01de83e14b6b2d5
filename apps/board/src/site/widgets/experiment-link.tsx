import { useIndex } from "../data/use-board.ts";
import { hrefOfExperiment } from "../routing/route.ts";
import { Text } from "./text.tsx";

interface ExperimentLinkProps {
  /** Null where it has no page. */
  readonly id: string | null;
  /** `name`, or `name:alpha=0.3`. */
  readonly reference: string;
}

/** An experiment by its name, with its settings below. */
export function ExperimentLink({ id, reference }: ExperimentLinkProps) {
  const colon = reference.indexOf(":");
  const [name, settings] = colon < 0 ? [reference, ""] : [reference.slice(0, colon), reference.slice(colon + 1)];
  return (
    <span class="experiment">
      {id === null ? (
        <Text of={name} />
      ) : (
        <a href={hrefOfExperiment(id)}>
          <Text of={name} />
        </a>
      )}
      {settings === "" ? null : (
        <span class="settings">
          {settings.split(",").map((setting, index) => (
            <span key={index}>
              <Text of={setting} />{" "}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}

/** An experiment of the index by its id. */
export function ExperimentById({ id }: { readonly id: string }) {
  const found = useIndex().experiments.find((experiment) => experiment.id === id);
  return <ExperimentLink id={found === undefined ? null : id} reference={found?.reference ?? id} />;
}
