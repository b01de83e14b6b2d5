import type { ModuleDeclaration, Node, Program, Statement } from "estree";
import type { ScopeManager, Variable } from "eslint-scope";
import { type Meanings, meaningsOf } from "./meanings.ts";
import type { ParsedSource } from "./parse-source.ts";
import { contains, importedName, nameOf } from "./tree.ts";

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
  const pieces: Piece[] = [];
  const declared = new Map<string, Piece>();
  const module: CodeModule = {
    path,
    meanings: meaningsOf(scopes),
    locals: localsOf(scopes),
    pieces,
    declared,
    imports: importsOf(program),
    exports: exportsOf(program, variables),
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
    const names = namesIn(node, variables);
    const isEffect = !isDeclaration(node);
    const name = isEffect
      ? `statement ${++effects}`
      : names.map((local) => (local === DEFAULT ? "default" : local)).join(", ");
    const references = referencesIn(node, variables, cut);
    const piece = { module, name, node, isEffect, references, mayRead: mayRead(node, code, module.meanings) };
    pieces.push(piece);
    for (const local of names) declared.set(local, piece);
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

const mayRead = (node: Node, code: string, meanings: Meanings): boolean =>
  /\bimport\b/.test(code.slice(...(node.range ?? []))) || [...meanings.keys()].some((named) => contains(node, named));

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

function namesIn(node: Node, variables: readonly Variable[]): readonly string[] {
  const names = variables.filter(({ defs }) => defs.some(({ name }) => contains(node, name))).map(({ name }) => name);
  return node.type === "ExportDefaultDeclaration" && names.length === 0 ? [DEFAULT] : names;
}

function referencesIn(node: Node, variables: readonly Variable[], cut: readonly Node[]): readonly string[] {
  const inside = cut.filter((part) => contains(node, part));
  const isUsed = ({ references, defs }: Variable): boolean =>
    !defs.some(({ name }) => contains(node, name)) &&
    references.some(
      ({ identifier }) => contains(node, identifier) && !inside.some((part) => contains(part, identifier)),
    );
  return variables.filter(isUsed).map(({ name }) => name);
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

function exportsOf(program: Program, variables: readonly Variable[]): ReadonlyMap<string, string | ImportedName> {
  const exports = new Map<string, string | ImportedName>();
  for (const node of program.body) {
    if (node.type === "ExportAllDeclaration" && node.exported) {
      exports.set(nameOf(node.exported), { source: String(node.source.value), imported: "*" });
    } else if (node.type === "ExportDefaultDeclaration") {
      const [name = DEFAULT] = namesIn(node, variables);
      exports.set("default", name);
    } else if (node.type === "ExportNamedDeclaration") {
      for (const { local, exported } of node.specifiers) {
        const name = nameOf(local);
        exports.set(nameOf(exported), node.source ? { source: String(node.source.value), imported: name } : name);
      }
      if (node.declaration) for (const name of namesIn(node, variables)) exports.set(name, name);
    }
  }
  return exports;
}
