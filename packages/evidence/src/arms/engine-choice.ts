import type { RunInputs } from "@dalmeum/runs";

/** The runs of which engine are wanted, and in which precision; of any where absent. */
export interface EngineChoice {
  readonly engine?: string;
  readonly precision?: string;
}

type UsedEngine = Pick<RunInputs["engine"], "name" | "precision">;

/** `openvino in bfloat16`; undefined of what no engine computed, a baseline's runs say. */
export const engineText = ({ name, precision }: UsedEngine): string | undefined =>
  name === "none" ? undefined : `${name} in ${precision}`;

/** Whether a run may be taken; what no engine computed is the same on every one. */
export function isChosen({ engine, precision }: EngineChoice, used: UsedEngine): boolean {
  if (engineText(used) === undefined) return true;
  return (engine ?? used.name) === used.name && (precision ?? used.precision) === used.precision;
}

/** ` on openvino in bfloat16`, as far as it is chosen. */
export const choiceText = ({ engine, precision }: EngineChoice): string =>
  `${engine === undefined ? "" : ` on ${engine}`}${precision === undefined ? "" : ` in ${precision}`}`;
