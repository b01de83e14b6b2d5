import { problemsError } from "@dalmeum/contracts";

const passed = new WeakSet();

/**
 * A definition that `isChecked` knows again, where it has no problems.
 * @throws UserError with all of them.
 */
export function checked<Definition extends object>(
  definedBy: string,
  definition: Definition,
  problems: readonly string[],
): Definition {
  if (problems.length > 0) throw problemsError(definedBy, problems);
  passed.add(definition);
  return definition;
}

/** Whether `checked` gave this value. */
export function isChecked(value: unknown): boolean {
  return typeof value === "object" && value !== null && passed.has(value);
}
