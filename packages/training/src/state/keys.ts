import type { HostArrays, NamedValues, Signature } from "@dalmeum/contracts";

/** Name of a parameter among a step's inputs and outputs. */
export const parameterKey = (name: string): string => `parameter/${name}`;
/** Name of a parameter's gradient among a step's inputs and outputs. */
export const gradientKey = (name: string): string => `gradient/${name}`;
/** Name of a parameter's optimizer slot among a step's inputs and outputs. */
export const slotKey = (slot: string, name: string): string => `slot/${slot}/${name}`;

/** Name of a parameter's accumulated gradient among a step's inputs and outputs. */
export const sumKey = (name: string): string => `sum/${name}`;

const OBJECTIVE = "objective.";
/** Name of an objective's parameter among those that are trained. */
export const objectiveParameter = (name: string): string => `${OBJECTIVE}${name}`;
/** Whether a trained parameter is the objective's, not the model's. */
export const isObjectiveParameter = (name: string): boolean => name.startsWith(OBJECTIVE);

/** Parameters in host memory as a step's inputs. */
export const parameterInputs = (parameters: NamedValues): HostArrays =>
  Object.fromEntries(Object.entries(parameters).map(([name, { values }]) => [parameterKey(name), values]));

/** Shapes of parameters as a step's inputs. */
export const parameterSignature = (parameters: NamedValues): Signature =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { shape }]) => [parameterKey(name), { shape, dtype: "float32" }]),
  );
