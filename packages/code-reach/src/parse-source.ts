import { parse } from "acorn";
import { transform as esbuild } from "esbuild";
import { analyze, type ScopeManager } from "eslint-scope";
import type { Program } from "estree";
import type { Loader } from "./loader.ts";
import { isNode } from "./tree.ts";

/** How types are stripped: esbuild's `transform`, of whatever version. */
export type Transform = (
  source: string,
  options: {
    readonly loader: Loader;
    readonly target: "esnext";
    readonly tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } };
  },
) => Promise<{ readonly code: string }>;

export interface ParsedSource {
  readonly program: Program;
  readonly scopes: ScopeManager;
}

const ECMA_VERSION = 2026;

/**
 * Code without its types.
 * @throws Error where it cannot be parsed.
 */
export async function stripTypes(loader: Loader, source: string, transform: Transform = esbuild): Promise<string> {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } } as const;
  return (await transform(source, { loader, target: "esnext", tsconfigRaw })).code;
}

/** A tree of its own for each caller, which may cut it, with each name resolved to what declares it. */
export function parseSource(code: string): ParsedSource {
  const program: unknown = parse(code, {
    ecmaVersion: "latest",
    sourceType: "module",
    ranges: true,
    allowHashBang: true,
  });
  if (!isProgram(program)) throw new Error("expected a program");
  return { program, scopes: analyze(program, { ecmaVersion: ECMA_VERSION, sourceType: "module", ignoreEval: true }) };
}

/** acorn has types of its own for the trees of ESTree. */
const isProgram = (tree: unknown): tree is Program => isNode(tree) && tree.type === "Program";
