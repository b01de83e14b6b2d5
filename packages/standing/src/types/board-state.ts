import type { BlendPage } from "./blend-page.ts";
import type { BoardIndex } from "./board-index.ts";
import type { DataPage } from "./data-page.ts";
import type { ExperimentPage } from "./experiment-page.ts";
import type { LivePage } from "./live-page.ts";
import type { PeoplePage } from "./people-page.ts";
import type { SubmissionsPage } from "./submissions-page.ts";

/** Where a team stands: plain data, JSON keeps all of it. Names, claims and sentences are as people wrote them, and hostile. */
export interface BoardState {
  readonly index: BoardIndex;
  readonly live: LivePage;
  readonly blend: BlendPage;
  readonly people: PeoplePage;
  readonly submissions: SubmissionsPage;
  readonly data: DataPage;
  /** In the order of `index.experiments`. */
  readonly experiments: readonly ExperimentPage[];
}
