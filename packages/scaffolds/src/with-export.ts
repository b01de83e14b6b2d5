const EXPORT = /^export [^;]*? from "([^"]+)";$/gm;

/** Whether an index.ts exports a name. */
export function exportsName(index: string, name: string): boolean {
  const names = [...index.matchAll(EXPORT)].flatMap(([statement]) => statement.match(/\w+/g) ?? []);
  return names.includes(name);
}

/** The text of an index.ts with one more export, sorted in by the file that it comes from. */
export function withExport(index: string, names: readonly string[], from: string): string {
  const statement = `export { ${names.join(", ")} } from "${from}";\n`;
  const after = [...index.matchAll(EXPORT)].find(([, path = ""]) => path > from);
  const place = after?.index ?? index.length;
  return index.slice(0, place) + statement + index.slice(place);
}
