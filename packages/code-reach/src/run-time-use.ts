import type { Node } from "estree";

/** A node whose use says what is read, with what is above it, its parent first. */
export interface Use {
  readonly node: Node;
  readonly meaning: string;
  readonly above: readonly Node[];
}

/** Where a use leads. */
export interface Found {
  specifier(node: Node | undefined): void;
  file(parts: readonly Node[]): void;
  variable(name: string): void;
  problem(node: Node | undefined, advice: string): void;
}
