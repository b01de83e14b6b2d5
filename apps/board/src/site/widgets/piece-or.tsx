import type { ComponentChildren } from "preact";
import { appWords } from "../app-words.ts";
import { useSay } from "../language/say.ts";

interface PieceOrProps<Piece> {
  /** Undefined while it is on its way, null where there is none. */
  readonly of: Piece | null | undefined;
  readonly children: (piece: Piece) => ComponentChildren;
}

/** What a page is made of, or why it is not there. */
export function PieceOr<Piece extends object>({ of, children }: PieceOrProps<Piece>) {
  const say = useSay();
  if (of === undefined) return <p class="loading">{say(appWords.loading)}</p>;
  return of === null ? <p class="empty">{say(appWords.noPiece)}</p> : <>{children(of)}</>;
}
