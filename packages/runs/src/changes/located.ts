import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "./change.ts";

/** A change as people look it up: with the line of its file, where that still has it. */
export function located(root: string, { text, file, name }: Change): string {
  if (file === undefined || name === undefined || !text.startsWith(`${file}: `)) return text;
  const path = join(root, file);
  if (!existsSync(path)) return text;
  const line = lineOf(readFileSync(path, "utf8").split("\n"), name, text);
  return line === undefined ? text : `${file}:${line}${text.slice(file.length)}`;
}

const DECLARATION = /\b(?:const|let|function|class)\b/;

/** The first line, from the declaration on, that has what came; else that of the declaration. */
function lineOf(lines: readonly string[], name: string, text: string): number | undefined {
  const declared = lines.findIndex((line) => DECLARATION.test(line) && words(line).includes(name));
  if (declared < 0) return undefined;
  const [came] = /(?: became | )(\S+)(?: came)?$/.exec(text)?.slice(1) ?? [];
  const changed = came === undefined ? -1 : lines.findIndex((line, index) => index >= declared && line.includes(came));
  return (changed < 0 ? declared : changed) + 1;
}

const words = (line: string): readonly string[] => line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
