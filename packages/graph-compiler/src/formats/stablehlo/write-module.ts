import type { Engine } from "@dalmeum/contracts";
import type { RecordedStep } from "../../record-step.ts";
import { FunctionBody } from "./function-body.ts";
import type { ModuleParameter, ModuleResult, StablehloModule } from "./module.ts";
import { pack, packedArrays } from "./packing.ts";
import { hostInputs, parameterScope, parameterText, stateEntries } from "./parameters.ts";
import { readState, stateAccesses, writtenState } from "./state-access.ts";
import { namesOf, type Operand, typeText } from "./text.ts";
import { writeNodes } from "./write-nodes.ts";

export type { ModuleParameter, ModuleResult, PackedArrays, Place, StablehloModule } from "./module.ts";

export interface ModuleOptions {
  readonly precision: Engine["precision"];
  /** Inputs and outputs that are no state lie end to end, so that one transfer a type goes up and one comes down. */
  readonly packed: boolean;
}

/**
 * A step as a StableHLO module (StableHLO 1.13 or later). What it takes out of the state it reads from arrays that stay, and
 * what goes back takes their memory.
 * @throws Error where the state does not fit the step's inputs and outputs.
 */
export function writeModule(recorded: RecordedStep, { precision, packed }: ModuleOptions): StablehloModule {
  const { graph, outputs } = recorded;
  const accesses = stateAccesses(recorded);
  const read = hostInputs(recorded, accesses);
  const parameters: readonly ModuleParameter[] = [
    ...stateEntries(accesses),
    ...(packed ? packedArrays(read) : read.map(([name, spec]) => ({ kind: "input" as const, name, spec }))),
  ];
  const written = accesses.filter(({ isWritten }) => isWritten);
  const goesBack = new Set(written.map(({ name }) => name));
  const told = Object.entries(outputs).filter(([name]) => !goesBack.has(name));
  const results: readonly ModuleResult[] = [
    ...written.map(({ source: { array } }) => ({ kind: "state" as const, array })),
    ...(packed ? packedArrays(told) : told.map(([name, spec]) => ({ kind: "output" as const, name, spec }))),
  ];

  const body = new FunctionBody(precision);
  const scope = parameterScope(body, parameters);
  const operand = writeNodes(
    body,
    graph,
    new Map([
      ...read.map(([name]) => [name, scope.input(name)] as const),
      ...accesses
        .filter(({ isRead }) => isRead)
        .map((access) => [access.name, readState(body, access, scope)] as const),
    ]),
  );
  const values = new Map(graph.outputs.map(({ name, value }) => [name, value.name]));
  const output = (name: string): Operand => operand(values.get(name) ?? name);
  const returned = [
    ...written.map((access) => writtenState(body, access, output(access.name), scope)),
    ...results.flatMap((result) => {
      if (result.kind === "state") return [];
      return [result.kind === "packed" ? pack(body, result, output) : output(result.name)];
    }),
  ];
  const types = returned.map(typeText).join(", ");
  const text = [
    "module @step {",
    `func.func public @main(${parameterText(parameters, written)}) -> (${types}) {`,
    ...body.lines,
    `return ${namesOf(returned)} : ${types}`,
    "}",
    "}",
    "",
  ].join("\n");
  return { text, parameters, results };
}
