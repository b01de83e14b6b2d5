import type { ModuleParts } from "./module-parts.ts";

/** A name of another module; `*` for all of its names. */
export interface ImportedName {
  readonly source: string;
  readonly imported: string;
}

/** A statement at the top of a module. */
export interface Piece extends Omit<ModuleParts["pieces"][number], "declares"> {
  readonly module: CodeModule;
}

/** A module taken apart. */
export interface CodeModule extends Pick<ModuleParts, "stars" | "evaluates"> {
  readonly path: string;
  readonly pieces: readonly Piece[];
  readonly declared: ReadonlyMap<string, Piece>;
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** By exported name: a name of this module, or of another. */
  readonly exports: ReadonlyMap<string, string | ImportedName>;
}

/** A module at its place. */
export function moduleOf(path: string, parts: ModuleParts): CodeModule {
  const pieces: Piece[] = [];
  const declared = new Map<string, Piece>();
  const { stars, evaluates } = parts;
  const [imports, exports] = [new Map(parts.imports), new Map(parts.exports)];
  const module: CodeModule = { path, pieces, declared, imports, exports, stars, evaluates };
  for (const { declares, ...told } of parts.pieces) {
    const piece = { module, ...told };
    pieces.push(piece);
    for (const name of declares) declared.set(name, piece);
  }
  return module;
}
