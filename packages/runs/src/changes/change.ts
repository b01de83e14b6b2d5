/** One thing that a result follows from and that is no longer what it was. */
export interface Change {
  readonly part:
    | "options"
    | "data"
    | "checkpoint"
    | "code"
    | "packages"
    | "environment"
    | "engine"
    | "members"
    | "start";
  /** Of code: whether a piece that was there before is another now. */
  readonly kind?: "edited";
  /** For people, one line. */
  readonly text: string;
  /** Of code: its file, relative to the root, and the declaration. */
  readonly file?: string;
  readonly name?: string;
  /** Of code that changed in more than one place: lines that went and that came. */
  readonly lines?: readonly string[];
}
