/** A JSON value with one of its leaves edited. */
export interface EditedLeaf {
  /** Names and places from the outermost on, joined by dots. */
  readonly leaf: string;
  readonly value: unknown;
}

/** A JSON value over and over, each time with another leaf edited to one of the same kind, so that a schema takes it. */
export function editedLeaves(value: unknown): readonly EditedLeaf[] {
  if (typeof value !== "object" || value === null) return [{ leaf: "", value: another(value) }];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return entries.flatMap(([name, inner], place) =>
    editedLeaves(inner).map(({ leaf, value: edited }) => {
      const changed = entries.with(place, [name, edited]);
      const whole = Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
      return { leaf: leaf === "" ? name : `${name}.${leaf}`, value: whole };
    }),
  );
}

function another(value: unknown): unknown {
  if (typeof value === "number") return value + (Number.isInteger(value) ? 1 : 1e-3);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return "a";
  if (value === "unknown") return { hash: "0".repeat(40), dirty: false };
  if (/^\d{4}-\d\d-/.test(value)) return "2020-01-01T00:00:00.000Z";
  return /^[0-9a-f]{40,}$/.test(value) ? value.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) : `${value}x`;
}
