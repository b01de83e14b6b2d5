export { changedSources } from "./changed-sources.ts";
export type { Transform } from "./parse-source.ts";
export {
  type CodePiece,
  type CodeReach,
  createReachReader,
  type ReachedPackage,
  type ReachEntry,
  type ReachReader,
} from "./reach-reader.ts";
export type { PackageFunctions, ReachSettings, Uncounted } from "./reach-settings.ts";
