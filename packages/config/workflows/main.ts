import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkWorkflow } from "./check-workflow.ts";

const FOLDER = ".github/workflows";

const files = readdirSync(FOLDER)
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => join(FOLDER, name));
const problems: string[] = [];
for (const file of files) problems.push(...(await checkWorkflow(file, readFileSync(file, "utf8"))));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${files.length} workflows: nothing to say`);
