import { ExperimentLink } from "../../widgets/experiment-link.tsx";

interface SideProps {
  /** 0 or 1: which of the two. */
  readonly index: number;
  readonly id: string;
  readonly reference: string;
}

/** One of the two experiments, in its colour. */
export const Side = ({ index, id, reference }: SideProps) => (
  <span class="side">
    <svg class={`key series-${index}`} aria-hidden="true">
      <circle cx="50%" cy="50%" r="5" />
    </svg>
    <ExperimentLink id={id} reference={reference} />
  </span>
);
