export type { Blend, BlendCandidate, BlendMember, BlendModules, BlendPage, MemberKind } from "./blend-page.ts";
export type { BoardIndex, DataSummary, SubmissionsSummary } from "./board-index.ts";
export type { BoardState } from "./board-state.ts";
export type { DataPage, DescribedData } from "./data-page.ts";
export type {
  BandPoint,
  Calibration,
  CalibrationBin,
  Diagnosis,
  ExperimentPage,
  Json,
  LearningCurve,
  RunRow,
  Slice,
  Slicing,
  TestedDifference,
  TestedHypothesis,
  WorstPair,
} from "./experiment-page.ts";
export type { ExperimentSummary, RunCounts, Scores } from "./experiment-summary.ts";
export type { LivePage, LiveProgress, LiveRun } from "./live-page.ts";
export type { Commit, Gap, Ground, Interval, Metric, Time } from "./numbers.ts";
export type { Author, Module, ModuleContribution, PeoplePage, Person } from "./people-page.ts";
export type { Problem } from "./problem.ts";
export type { BesideBest, Standing, StandingRow } from "./standing.ts";
export type { Nearest, SubmissionRow, SubmissionsPage, WaitingSubmission } from "./submissions-page.ts";
export type { RunName, TrainingLine } from "./training.ts";
