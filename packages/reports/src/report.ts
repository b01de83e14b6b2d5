import type { Language } from "./language.ts";

/** A plot that can be drawn for a page and for a terminal. */
export interface Figure {
  /** Its file's name without an ending, kebab-case; unique in its report. */
  readonly name: string;
  /** What it shows: the caption, and what a reader who does not see it is told. */
  readonly title: string;
  /** A whole SVG file. */
  readonly svg: string;
  /** Lines for a terminal of this many columns. */
  text(columns: number): readonly string[];
}

export interface TableColumn {
  readonly title: string;
  /** Numbers stand at the right. Default left. */
  readonly align?: "left" | "right";
}

/** A part of a report. Text is plain: no part of it is read as markup. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "figure"; readonly figure: Figure };

export interface Report {
  /** Of its words; where absent, Korean where its title has Hangul, else English. */
  readonly language?: Language;
  readonly title: string;
  readonly blocks: readonly Block[];
}
