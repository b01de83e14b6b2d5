import type { ModuleDeclaration, Node, Program, Statement } from "estree";
import type { ScopeManager, Variable } from "eslint-scope";
import { type Meanings, meaningsOf } from "./meanings.ts";
import type { ParsedSource } from "./parse-source.ts";
import { contains, importedName, nameOf, statementFinder } from "./tree.ts";

/** A name of another module; `*` for all of its names. */
export interface ImportedName {
  readonly source: string;
  readonly imported: string;
}

/** A statement at the top of a module. */
export interface Piece {
  readonly module: CodeModule;
  /** For people. */
  readonly name: string;
  readonly node: Statement | ModuleDeclaration;
  /** Names of the module that it uses. */
  readonly references: readonly string[];
  /** A statement that does something, instead of declaring. */
  readonly isEffect: boolean;
  /** Whether it may read files or the environment while it runs; most pieces need not be walked for that. */
  readonly mayRead: boolean;
}

/** A module taken apart. */
export interface CodeModule {
  readonly path: string;
  readonly meanings: Meanings;
  /** What declares each name that is declared inside of a piece. */
  readonly locals: ReadonlyMap<object, unknown>;
  readonly pieces: readonly Piece[];
  readonly declared: ReadonlyMap<string, Piece>;
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** By exported name: a name of this module, or of another. */
  readonly exports: ReadonlyMap<string, string | ImportedName>;
  /** Sources of `export *`. */
  readonly stars: readonly string[];
  /** Other modules that are evaluated with this one, in order; alone: imported for what it does. */
  readonly evaluates: readonly { readonly source: string; readonly isAlone: boolean }[];
}

/** What `export default <expression>` is called where a name is needed. */
const DEFAULT = "*default*";

/**
 * Take a module apart.
 * @param code the text that it was parsed from.
 * @param cut parts of the tree that do not count.
 */
export function takeApart(
  path: string,
  code: string,
  { program, scopes }: ParsedSource,
  cut: readonly Node[],
): CodeModule {
  const variables = scopes.globalScope?.childScopes[0]?.variables ?? [];
  const names = namesByStatement(program, variables, cut);
  const meanings = meaningsOf(scopes);
  const find = statementFinder(program);
  const reading = new Set([...meanings.keys()].map(find));
  const pieces: Piece[] = [];
  const declared = new Map<string, Piece>();
  const module: CodeModule = {
    path,
    meanings,
    locals: localsOf(scopes),
    pieces,
    declared,
    imports: importsOf(program),
    exports: exportsOf(program, names),
    stars: program.body.flatMap((node) =>
      node.type === "ExportAllDeclaration" && !node.exported ? [String(node.source.value)] : [],
    ),
    evaluates: program.body.flatMap((node) =>
      "source" in node && node.source ? [{ source: String(node.source.value), isAlone: isAlone(node, code) }] : [],
    ),
  };
  let effects = 0;
  for (const node of program.body) {
    if (!isPiece(node)) continue;
    const own = names.get(node) ?? { declared: [], used: [] };
    const isEffect = !isDeclaration(node);
    const name = isEffect
      ? `statement ${++effects}`
      : own.declared.map((local) => (local === DEFAULT ? "default" : local)).join(", ");
    const mayRead = reading.has(node) || /\bimport\b/.test(code.slice(...(node.range ?? [])));
    const piece = { module, name, node, isEffect, references: own.used, mayRead };
    pieces.push(piece);
    for (const local of own.declared) declared.set(local, piece);
  }
  return module;
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

function importsOf(program: Program): ReadonlyMap<string, ImportedName> {
  const imports = new Map<string, ImportedName>();
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    const source = String(node.source.value);
    for (const specifier of node.specifiers) {
      imports.set(specifier.local.name, { source, imported: importedName(specifier) });
    }
  }
  return imports;
}

function exportsOf(
  program: Program,
  names: ReturnType<typeof namesByStatement>,
): ReadonlyMap<string, string | ImportedName> {
  const exports = new Map<string, string | ImportedName>();
  for (const node of program.body) {
    if (node.type === "ExportAllDeclaration" && node.exported) {
      exports.set(nameOf(node.exported), { source: String(node.source.value), imported: "*" });
    } else if (node.type === "ExportDefaultDeclaration") {
      const [name = DEFAULT] = names.get(node)?.declared ?? [];
      exports.set("default", name);
    } else if (node.type === "ExportNamedDeclaration") {
      for (const { local, exported } of node.specifiers) {
        const name = nameOf(local);
        exports.set(nameOf(exported), node.source ? { source: String(node.source.value), imported: name } : name);
      }
      if (node.declaration) for (const name of names.get(node)?.declared ?? []) exports.set(name, name);
    }
  }
  return exports;
}
