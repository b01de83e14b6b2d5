import { dirname, join } from "node:path";
import type { CodeModule, Piece } from "./code-module.ts";
import { createLinker, type Linker, type LinkerTools, type Target, Unresolved } from "./link-names.ts";
import { resolveFile } from "./resolve-specifier.ts";

/** What is used, by what it is called where it is used. */
export type Uses = ReadonlyMap<string, Target>;

/** What was reached. */
export interface Followed {
  /** What each entry exports of what was asked for. */
  readonly roots: readonly { readonly module: CodeModule; readonly uses: Uses }[];
  readonly pieces: ReadonlyMap<Piece, Uses>;
  /** Of which all is used. */
  readonly wholes: ReadonlyMap<CodeModule, Uses>;
  /** What each module that runs runs before and in itself, by source. */
  readonly evaluated: ReadonlyMap<CodeModule, Uses>;
  /** Started, and not imported. */
  readonly scripts: ReadonlySet<CodeModule>;
  readonly targets: readonly Target[];
  readonly problems: readonly string[];
}

export interface FollowTools extends Omit<LinkerTools, "passed"> {
  /** Whether a module that is imported, and of which nothing is used, does something. */
  hasSideEffects(path: string): boolean;
  /** What a person is told of a file. */
  shown(path: string): string;
}

export interface FollowedEntry {
  readonly path: string;
  readonly exports: readonly string[] | undefined;
}

/** Follow all that entries use. */
export async function follow(entries: readonly FollowedEntry[], tools: FollowTools): Promise<Followed> {
  const { load, resolve, hasSideEffects, shown } = tools;
  const pieces = new Map<Piece, Map<string, Target>>();
  const wholes = new Map<CodeModule, Map<string, Target>>();
  const evaluated = new Map<CodeModule, Map<string, Target>>();
  const scripts = new Set<CodeModule>();
  const targets: Target[] = [];
  const problems = new Set<string>();
  const waiting: Promise<void>[] = [];
  const failures: unknown[] = [];
  const refuse = (where: string, problem: string): unknown => problems.add(`${where}: ${problem}`);
  /** Do it beside everything else. What leads nowhere is told with all other problems. */
  const later = (where: string, task: () => Promise<void>): void => {
    const told = (error: unknown): void => {
      if (error instanceof Unresolved) refuse(where, error.message);
      else failures.push(error);
    };
    waiting.push(task().catch(told));
  };

  const visit = (target: Target): void => {
    targets.push(target);
    if (target.kind === "piece") visitPiece(target.piece);
    if (target.kind === "module") visitWhole(target.module);
  };
  const visitPiece = (piece: Piece): void => {
    if (pieces.has(piece)) return;
    const uses = new Map<string, Target>();
    pieces.set(piece, uses);
    const { module } = piece;
    evaluate(module);
    const where = `${shown(module.path)}, ${piece.name}`;
    const use = (name: string, find: () => Promise<Target>): void => {
      later(where, async () => {
        const target = await find();
        uses.set(name, target);
        visit(target);
      });
    };
    for (const name of piece.references) use(name, () => linker.bind(module, name));
    const { reads } = piece;
    // By number: a file's name does not count.
    for (const [index, specifier] of reads.specifiers.entries()) {
      use(`import ${index + 1}`, () => linker.targetOf(resolve(specifier, module)));
    }
    for (const [index, file] of reads.files.entries()) {
      use(`file ${index + 1}`, async () => {
        const target = await linker.targetOf(resolveFile(join(dirname(module.path), file)));
        if (target.kind === "module") run(target.module);
        return target;
      });
    }
    for (const problem of reads.problems) refuse(where, problem);
  };
  /** A script: all that is in it. */
  const run = (module: CodeModule): void => {
    scripts.add(module);
    for (const piece of module.pieces) visitPiece(piece);
  };
  const visitWhole = (module: CodeModule): void => {
    if (wholes.has(module)) return;
    const uses = new Map<string, Target>();
    wholes.set(module, uses);
    evaluate(module);
    later(shown(module.path), async () => {
      for (const [name, target] of await linker.exportsOf(module)) {
        uses.set(name, target);
        visit(target);
      }
    });
  };
  /** What happens where a module is reached at all. */
  const evaluate = (module: CodeModule): void => {
    if (evaluated.has(module)) return;
    const runs = new Map<string, Target>();
    evaluated.set(module, runs);
    for (const piece of module.pieces) if (piece.isEffect) visitPiece(piece);
    for (const { source, isAlone } of module.evaluates) {
      const resolved = resolve(source, module);
      const counts = resolved.kind === "module" && (isAlone || hasSideEffects(resolved.path));
      if (!counts && !(isAlone && resolved.kind !== "builtin")) continue;
      later(shown(module.path), async () => {
        const target = await linker.targetOf(resolved);
        runs.set(source, target);
        if (target.kind === "module") evaluate(target.module);
        else visit(target);
      });
    }
  };
  const linker: Linker = createLinker({ load, resolve, passed: evaluate });

  const roots = await Promise.all(
    entries.map(async ({ path, exports }) => {
      const module = await load(path);
      const root = new Map<string, Target>();
      evaluate(module);
      later(shown(path), async () => {
        const all = exports === undefined ? await linker.exportsOf(module) : undefined;
        for (const name of all?.keys() ?? exports ?? []) {
          const target = all?.get(name) ?? (await linker.exportOf(module, name));
          if (target === undefined) throw new Unresolved(`exports no "${name}"; correct the name`);
          root.set(name, target);
          visit(target);
        }
      });
      return { module, uses: root };
    }),
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await next;
  if (failures.length > 0) throw failures[0];
  return { roots, pieces, wholes, evaluated, scripts, targets, problems: [...problems].toSorted() };
}
