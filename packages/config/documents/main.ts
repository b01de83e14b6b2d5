import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkTwins } from "./check-twins.ts";

/** What `npx dalmeum submissions add` writes is in the language of whoever handed it in. */
const WRITTEN_BY_COMMANDS = "docs/examples/";

const paths = [
  ...readdirSync("."),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" }).map((path) => join("docs", path)),
].map((path) => path.replaceAll("\\", "/"));
const pages = new Map(
  paths
    .filter((path) => path.endsWith(".md") && !path.startsWith(WRITTEN_BY_COMMANDS))
    .map((path) => [path, readFileSync(path, "utf8")]),
);
const problems = checkTwins(pages);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${pages.size} pages in two languages: nothing to say`);
