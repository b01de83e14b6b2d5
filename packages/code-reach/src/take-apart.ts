import { sha256 } from "@dalmeum/files";
import { generate } from "astring";
import type { ModuleDeclaration, Node, Program, Statement } from "estree";
import type { ScopeManager, Variable } from "eslint-scope";
import { canonicalTree } from "./canonical-tree.ts";
import { meaningsOf } from "./meanings.ts";
import type { ImportedName } from "./code-module.ts";
import type { ModuleParts, RunTimeReads } from "./module-parts.ts";
import type { ParsedSource } from "./parse-source.ts";
import { runTimeReads } from "./run-time-reads.ts";
import { contains, importedName, nameOf, statementFinder } from "./tree.ts";

/** What `export default <expression>` is called where a name is needed. */
const DEFAULT = "*default*";

/**
 * Take a module apart.
 * @param code the text that it was parsed from.
 * @param cut parts of the tree that do not count.
 */
export function takeApart(code: string, { program, scopes }: ParsedSource, cut: readonly Node[]): ModuleParts {
  const variables = scopes.globalScope?.childScopes[0]?.variables ?? [];
  const names = namesByStatement(program, variables, cut);
  return {
    pieces: piecesOf(program, names, piecePrinter(code, program, scopes)),
    imports: importsOf(program),
    exports: exportsOf(program, names),
    stars: program.body.flatMap((node) =>
      node.type === "ExportAllDeclaration" && !node.exported ? [String(node.source.value)] : [],
    ),
    evaluates: program.body.flatMap((node) =>
      "source" in node && node.source ? [{ source: String(node.source.value), isAlone: isAlone(node, code) }] : [],
    ),
  };
}

type PrintedPiece = Pick<ModuleParts["pieces"][number], "own" | "text" | "reads">;

function piecesOf(
  program: Program,
  names: ReturnType<typeof namesByStatement>,
  print: (node: Statement | ModuleDeclaration) => PrintedPiece,
): ModuleParts["pieces"] {
  let effects = 0;
  return program.body.filter(isPiece).map((node) => {
    const { declared, used } = names.get(node) ?? { declared: [], used: [] };
    const isEffect = !isDeclaration(node);
    const name = isEffect
      ? `statement ${++effects}`
      : declared.map((local) => (local === DEFAULT ? "default" : local)).join(", ");
    return { name, declares: declared, references: used, isEffect, ...print(node) };
  });
}

const NOTHING: RunTimeReads = { specifiers: [], files: [], environment: [], problems: [] };

function piecePrinter(
  code: string,
  program: Program,
  scopes: ScopeManager,
): (node: Statement | ModuleDeclaration) => PrintedPiece {
  const meanings = meaningsOf(scopes);
  const locals = localsOf(scopes);
  const find = statementFinder(program);
  const reading = new Set([...meanings.keys()].map(find));
  return (node) => {
    // Most pieces read nothing, and need not be walked for it.
    const mayRead = reading.has(node) || /\bimport\b/.test(code.slice(...(node.range ?? [])));
    const { masked, ...reads } = mayRead ? runTimeReads(node, meanings) : { ...NOTHING, masked: new Set<Node>() };
    return { own: sha256(canonicalTree(node, masked, locals)), text: generate(node), reads };
  };
}

function localsOf(scopes: ScopeManager): ReadonlyMap<object, unknown> {
  const [ofModule] = scopes.globalScope?.childScopes ?? [];
  // A class declares its name inside of itself as well.
  const top = new Set<object>(ofModule?.variables.flatMap(({ identifiers }) => identifiers));
  const inside = scopes.scopes.filter((scope) => scope !== ofModule).flatMap(({ variables }) => variables);
  return new Map(
    inside
      .filter(({ identifiers: [first] }) => first !== undefined && !top.has(first))
      .flatMap((variable) => {
        const used = variable.references.map(({ identifier }) => identifier);
        return [...variable.identifiers, ...used].map((identifier) => [identifier, variable]);
      }),
  );
}

/** `import "x"`; where only types were imported, `import {} from "x"` is left of it. */
function isAlone(node: Program["body"][number], code: string): boolean {
  if (node.type !== "ImportDeclaration" || node.specifiers.length > 0) return false;
  return !/^import\s*\{/.test(code.slice(...(node.range ?? [0, 0])));
}

function isPiece(node: Program["body"][number]): node is Statement | ModuleDeclaration {
  if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration" || node.type === "EmptyStatement")
    return false;
  if (node.type === "ExportNamedDeclaration") return Boolean(node.declaration);
  return !(node.type === "ExpressionStatement" && "directive" in node);
}

const DECLARATIONS = ["FunctionDeclaration", "ClassDeclaration", "VariableDeclaration"];

const isDeclaration = ({ type }: Pick<Node, "type">): boolean =>
  type.startsWith("Export") || DECLARATIONS.includes(type);

/** By statement: names that it declares, and names of the module that it uses. */
interface Names {
  readonly declared: string[];
  readonly used: string[];
}

function namesByStatement(
  program: Program,
  variables: readonly Variable[],
  cut: readonly Node[],
): ReadonlyMap<Program["body"][number], Names> {
  const find = statementFinder(program);
  const names = new Map(
    program.body.map((statement): [typeof statement, Names] => [statement, { declared: [], used: [] }]),
  );
  for (const { name, identifiers, references } of variables) {
    const declaring = new Set(identifiers.map(find));
    const counted = references.filter(({ identifier }) => !cut.some((part) => contains(part, identifier)));
    const using = new Set(counted.map(({ identifier }) => find(identifier)));
    for (const statement of declaring) if (statement) names.get(statement)?.declared.push(name);
    for (const statement of using) if (statement && !declaring.has(statement)) names.get(statement)?.used.push(name);
  }
  for (const [{ type }, { declared }] of names) {
    if (type === "ExportDefaultDeclaration" && declared.length === 0) declared.push(DEFAULT);
  }
  return names;
}

function importsOf(program: Program): ModuleParts["imports"] {
  return program.body.flatMap((node) => {
    if (node.type !== "ImportDeclaration") return [];
    const source = String(node.source.value);
    return node.specifiers.map(
      (specifier) => [specifier.local.name, { source, imported: importedName(specifier) }] as const,
    );
  });
}

function exportsOf(program: Program, names: ReturnType<typeof namesByStatement>): ModuleParts["exports"] {
  const exports: (readonly [string, string | ImportedName])[] = [];
  for (const node of program.body) {
    if (node.type === "ExportAllDeclaration" && node.exported) {
      exports.push([nameOf(node.exported), { source: String(node.source.value), imported: "*" }]);
    } else if (node.type === "ExportDefaultDeclaration") {
      const [name = DEFAULT] = names.get(node)?.declared ?? [];
      exports.push(["default", name]);
    } else if (node.type === "ExportNamedDeclaration") {
      for (const { local, exported } of node.specifiers) {
        const name = nameOf(local);
        exports.push([nameOf(exported), node.source ? { source: String(node.source.value), imported: name } : name]);
      }
      if (node.declaration) for (const name of names.get(node)?.declared ?? []) exports.push([name, name]);
    }
  }
  return exports;
}
