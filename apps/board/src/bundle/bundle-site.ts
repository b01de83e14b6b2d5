import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { SECURITY_POLICY } from "./security-policy.ts";

/** The page's files by their names, without its data. One classic script: from disk, a browser loads no module. */
export async function bundleSite(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: [
      { in: inSite("main.tsx"), out: "board" },
      { in: inSite("style/board.css"), out: "board" },
    ],
    outdir: inSite(""),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome123", "firefox120", "safari17.5"],
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
    logLevel: "silent",
  });
  const page = readFileSync(inSite("index.html"), "utf8").replace("{{policy}}", SECURITY_POLICY);
  return new Map([
    ["index.html", Buffer.from(page)],
    ["icon.svg", readFileSync(inSite("icon.svg"))],
    ...outputFiles.map(({ path, contents }) => [path.replace(/^.*\.(?=\w+$)/, "board."), contents] as const),
  ]);
}

const inSite = (name: string): string => fileURLToPath(new URL(`../site/${name}`, import.meta.url));
