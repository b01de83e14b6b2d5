import { type BoardReader, experimentPiece } from "@dalmeum/standing";

/** A piece as it is now, as JSON. */
export interface ToldPiece {
  readonly piece: string;
  readonly json: string;
}

/** The board as it is now: its pieces for whoever asks, and those that change for whoever listens. */
export interface LiveBoard {
  /** Undefined where there is no such piece. */
  piece(name: string): Promise<string | undefined>;
  /** Pieces that every page shows, as they are now. */
  first(): readonly ToldPiece[];
  /** @returns stops listening. */
  listen(listener: (changed: ToldPiece) => void): () => void;
  /** Look at what trains, which takes little. */
  refreshLive(): void;
  /** Read the workspace anew. */
  refresh(): Promise<void>;
}

/** Experiments whose pages were asked for last: these may be open. */
const MOST_OPEN = 20;

export async function createLiveBoard(reader: BoardReader): Promise<LiveBoard> {
  let reading = await reader.read();
  const listeners = new Set<(changed: ToldPiece) => void>();
  const told = new Map<string, string>();
  /** Ids of experiments, what was asked for last at the end. */
  const open = new Set<string>();
  let trained = "";

  const tell = (piece: string, value: unknown): string => {
    const json = JSON.stringify(value);
    const before = told.get(piece);
    told.set(piece, json);
    if (before !== undefined && before !== json) for (const listener of listeners) listener({ piece, json });
    return json;
  };
  const forget = (id: string): void => {
    open.delete(id);
    told.delete(experimentPiece(id));
  };
  const tellLive = (): void => {
    const { readAt, runs } = reading.live();
    const now = JSON.stringify(runs);
    if (now !== trained) tell("live", { readAt, runs });
    trained = now;
  };
  const tellAll = async (): Promise<void> => {
    const { blend, people, submissions, data } = reading;
    for (const [piece, value] of Object.entries({ blend, people, submissions, data })) tell(piece, value);
    tellLive();
    for (const id of open) {
      const page = await reading.experiment(id);
      if (page === undefined) forget(id);
      else tell(experimentPiece(id), page);
    }
    // Last: it tells of what could not be read on the way.
    tell("index", reading.index({ live: true }));
  };
  await tellAll();

  return {
    piece: async (name) => {
      const id = /^experiment-(.+)$/.exec(name)?.[1];
      if (id === undefined) return told.get(name);
      const known = told.get(name);
      const page = known === undefined ? await reading.experiment(id) : undefined;
      if (known === undefined && page === undefined) return undefined;
      open.delete(id);
      open.add(id);
      const [oldest] = open;
      if (open.size > MOST_OPEN && oldest !== undefined) forget(oldest);
      return known ?? tell(name, page);
    },
    first: () => ["index", "live"].map((piece) => ({ piece, json: told.get(piece) ?? "null" })),
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    refreshLive: tellLive,
    refresh: async () => {
      reading = await reader.read();
      await tellAll();
    },
  };
}
