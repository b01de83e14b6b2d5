import type { Json } from "@dalmeum/contracts";

/** Every value of a tree of options by where it stands: `objective.terms[0].weight`. */
export function flatOptions(options: Json, path = ""): readonly (readonly [string, string])[] {
  if (isList(options)) {
    if (options.length === 0) return [[path, "[]"]];
    return options.flatMap((value, index) => flatOptions(value, `${path}[${index}]`));
  }
  if (options !== null && typeof options === "object") {
    const entries = Object.entries(options);
    if (entries.length === 0) return [[path, "{}"]];
    // A part is `{ name, options }`: its name says what it is, its options stand one step higher.
    return entries.flatMap(([name, value]) => {
      if (name === "options" && "name" in options) return isEmpty(value) ? [] : flatOptions(value, path);
      if (name === "name" && "options" in options) return flatOptions(value, path);
      return flatOptions(value, path === "" ? name : `${path}.${name}`);
    });
  }
  return [[path, typeof options === "string" ? options : JSON.stringify(options)]];
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const isEmpty = (value: Json): boolean =>
  value !== null && typeof value === "object" && Object.keys(value).length === 0;
