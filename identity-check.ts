import { loadExperiment } from "@dalmeum/experiments";
import { runIdentity, runInputs } from "@dalmeum/runs";
import { describeEngine } from "@dalmeum/runtimes";
