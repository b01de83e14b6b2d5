import { createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { loadPiece } from "./load-piece.ts";
import type { PieceName, Pieces } from "./pieces.ts";

/** Pieces that have arrived, null where there is none. */
type Arrived = { readonly [Name in PieceName]?: Pieces[Name] | null };

export interface Board {
  readonly arrived: Arrived;
  /** Whether a server that tells of changes is being heard; null where the page comes from no server. */
  readonly connected: boolean | null;
  /** Loads a piece, unless it was asked for before. */
  ask(name: PieceName): void;
}

export const BoardContext = createContext<Board>({ arrived: {}, connected: null, ask: () => undefined });

/** The pieces of this page, and their changes where a server tells of them. */
export function useBoard(index: Pieces["index"] | null): Board {
  const [arrived, setArrived] = useState<Arrived>({ index });
  const [connected, setConnected] = useState<boolean | null>(null);
  const asked = useRef(new Set<string>(["index"]));

  const pieces = arrived.index?.pieces;
  const ask = useCallback(
    (name: PieceName) => {
      if (asked.current.has(name)) return;
      if (pieces?.includes(name) !== true) return;
      asked.current.add(name);
      void loadPiece(name).then((value) => {
        // What the server told meanwhile is newer.
        setArrived((before) => (before[name] === undefined ? { ...before, [name]: value } : before));
      });
    },
    [pieces],
  );

  const live = index?.live === true;
  useEffect(() => {
    if (!live) return;
    const source = new EventSource("events");
    source.addEventListener("open", () => {
      setConnected(true);
    });
    source.addEventListener("error", () => {
      setConnected(false);
    });
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const { piece, value } = JSON.parse(data) as { readonly piece: string; readonly value: unknown };
      if (asked.current.has(piece)) setArrived((before) => ({ ...before, [piece]: value }));
    });
    return () => {
      source.close();
    };
  }, [live]);

  return { arrived, connected, ask };
}

/** A piece: undefined while it is on its way, null where there is none. */
export function usePiece<Name extends PieceName>(name: Name): Pieces[Name] | null | undefined {
  const { arrived, ask } = useContext(BoardContext);
  useEffect(() => {
    ask(name);
  }, [ask, name]);
  const here = arrived[name] as Pieces[Name] | null | undefined;
  return here === undefined && arrived.index?.pieces.includes(name) !== true && name !== "index" ? null : here;
}

/** What is loaded before anything is shown. */
export function useIndex(): Pieces["index"] {
  const { arrived } = useContext(BoardContext);
  if (arrived.index) return arrived.index;
  throw new Error("a page is shown before its index is there");
}
