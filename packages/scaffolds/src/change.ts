/** What becomes of a file; one that is to be created must not be there. */
export interface Change {
  readonly kind: "create" | "edit";
  /** Relative to the workspace root, with slashes. */
  readonly path: string;
  readonly text: string;
}
