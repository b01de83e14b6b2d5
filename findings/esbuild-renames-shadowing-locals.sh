#!/usr/bin/env bash
# esbuild 0.28.2: stripping types from one file, without bundling or minifying, renames a local variable that has the name of a
# top-level one, though both mean the same before and after. A parameter `size` becomes `size2` as soon as the module declares or
# imports a `size`, so adding an unrelated constant changes the text of a function that did not change. Who hashes or compares
# stripped code must not count names of locals; we number them (packages/code-reach/src/canonical-tree.ts).
# Seen: "export const half = (size) => size / 2;" alone, and "(size2) => size2 / 2" beside "export const size = 1;".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts esbuild@0.28.2
node --input-type=module --eval '
import { transformSync, version } from "esbuild";
const strip = (source) => transformSync(source, { loader: "ts", target: "esnext" }).code;
const half = "export const half = (size: number) => size / 2;\n";
const alone = strip(half);
const beside = strip(`export const size = 1;\n${half}`);
console.log(`esbuild ${version}\nalone:  ${alone}beside: ${beside.split("\n")[1]}`);
const seen = alone === "export const half = (size) => size / 2;\n" && beside.includes("half = (size2) => size2 / 2;");
if (!seen) {
  console.error("esbuild does otherwise now");
  process.exit(1);
}
'
