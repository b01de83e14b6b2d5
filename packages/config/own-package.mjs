import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const SCOPE = "@dalmeum/experiment-";
const COMMAND = /\bdalmeum (train|submit) ([^\s:]+)/;

/** What a package.json has that was copied with an experiment and not changed. */
function problemsOf(folder) {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return [`There is no package.json beside it; \`npx dalmeum new experiment\` writes one.`];
  const name = basename(folder);
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  const scripts = Object.entries(manifest.scripts ?? {}).flatMap(([script, text]) => {
    const [, command, trained] = COMMAND.exec(text) ?? [];
    if (trained === undefined || trained === name) return [];
    return [`package.json: its script ${script} is of ${trained}, expected \`dalmeum ${command} ${name}\`.`];
  });
  const expected = SCOPE + name;
  if (manifest.name === expected) return scripts;
  return [`package.json: found the name "${manifest.name}", expected "${expected}", after the folder.`, ...scripts];
}

/** An experiment that was copied has a package of its own: turbo knows packages by their names, and runs their scripts. */
export const ownPackage = {
  create: (context) => ({
    Program(node) {
      const folder = dirname(context.filename);
      if (basename(dirname(folder)) !== "experiments") return;
      for (const message of problemsOf(folder)) context.report({ node, loc: { line: 1, column: 0 }, message });
    },
  }),
};
