const LONGEST = 60;

/** What somebody wrote in code where something else was expected, in words. */
export function foundText(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  }
  if (typeof value === "function") {
    return value.name === "" ? "a function" : `${value.name} itself, which has still to be called: ${value.name}(...)`;
  }
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (value === null) return "null";
  if (typeof value === "object") {
    return "name" in value && typeof value.name === "string" ? `${value.name}(...)` : "an object";
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}
