#!/usr/bin/env bash
# jiti 2.7.0: where two places import() one TypeScript module at the same time, and that module imports an ES module, the second
# gets the module before it is evaluated: its exports are undefined, and nothing is thrown. Node gives both the whole module, as the
# language says. A program whose commands load parts late and at once (two reads that both need a parser, say) therefore fails
# under jiti where it runs under Node. We compile to CommonJS and require (packages/source-loader), which cannot be half done.
# Seen: "jiti 2.7.0: 42 undefined" beside "node: 42 42".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jiti@2.7.0
echo 'export const base = 41;' >base.mjs
echo 'import { base } from "./base.mjs"; export const value = base + 1;' >late.mjs
cp late.mjs late.ts
late() { echo "const late = async () => (await import('./late.$1')).value; export const both = () => Promise.all([late(), late()]);"; }
late mjs >main.mjs
late ts >main.ts
node --input-type=module --eval '
import { createJiti } from "jiti";
import { both } from "./main.mjs";
const underNode = (await both()).map(String).join(" ");
const jiti = createJiti(`${process.cwd()}/`, { fsCache: false });
const underJiti = (await (await jiti.import("./main.ts")).both()).map(String).join(" ");
const { version } = JSON.parse((await import("node:fs")).readFileSync("node_modules/jiti/package.json", "utf8"));
console.log(`jiti ${version}: ${underJiti}\nnode: ${underNode}`);
if (underNode !== "42 42" || underJiti !== "42 undefined") {
  console.error("jiti does otherwise now");
  process.exit(1);
}
'
