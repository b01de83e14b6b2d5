import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import { writeFileAtomically } from "@dalmeum/files";
import type { Report } from "./report.ts";
import { toHtml } from "./to-html.ts";
import { toMarkdown } from "./to-markdown.ts";

/**
 * Write `report.md`, `report.html` and `figures/<name>.svg` into a folder, each whole; figures of an older report there go.
 * @throws UserError where a figure's name is no file name, or two figures have one.
 */
export function writeReport(folder: string, report: Report): void {
  const figures = report.blocks.flatMap((block) => (block.kind === "figure" ? [block.figure] : []));
  checkNames(figures.map(({ name }) => name));
  const drawings = join(folder, "figures");
  mkdirSync(drawings, { recursive: true });
  if (!lstatSync(drawings).isDirectory()) {
    throw new UserError(`${drawings}: found a link, expected a folder; figures would be written elsewhere. Remove it.`);
  }
  for (const { name, svg } of figures) write(join(drawings, `${name}.svg`), svg);
  write(join(folder, "report.md"), toMarkdown(report));
  write(join(folder, "report.html"), toHtml(report));
  // Last, so that no report is ever without its figures.
  const kept = new Set(figures.map(({ name }) => `${name}.svg`));
  for (const file of readdirSync(drawings)) {
    if (file.endsWith(".svg") && !kept.has(file)) rmSync(join(drawings, file));
  }
  if (readdirSync(drawings).length === 0) rmdirSync(drawings);
}

function checkNames(names: readonly string[]): void {
  const problems = names.flatMap((name, index) => {
    if (!KEBAB_CASE.test(name))
      return [`${JSON.stringify(name)}: expected up to 80 of a-z and 0-9 with single hyphens between`];
    return names.indexOf(name) === index ? [] : [`${name}: two figures have this name; give each its own`];
  });
  if (problems.length > 0) throw problemsError("names of figures", problems);
}

const write = (path: string, text: string): void => {
  writeFileAtomically(path, [Buffer.from(text)]);
};

const KEBAB_CASE = /^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/;
