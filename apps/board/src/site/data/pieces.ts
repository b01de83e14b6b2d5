import type {
  BlendPage,
  BoardIndex,
  DataPage,
  ExperimentPage,
  LivePage,
  PeoplePage,
  SubmissionsPage,
} from "@dalmeum/standing/types";

/** What the page is told, piece by piece, as its own command wrote it. */
export interface Pieces {
  readonly index: BoardIndex;
  readonly live: LivePage;
  readonly blend: BlendPage;
  readonly people: PeoplePage;
  readonly submissions: SubmissionsPage;
  readonly data: DataPage;
  readonly [experiment: `experiment-${string}`]: ExperimentPage;
}

export type PieceName = keyof Pieces;
