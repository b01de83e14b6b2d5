import { writeFileSync } from "node:fs";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { makePlan } from "./plan.ts";
import { workspaceRoot } from "./workspace-root.ts";
const plan = makePlan(workspaceRoot, experiment.data.load(workspaceRoot), experiment.model.load(workspaceRoot));
writeFileSync("/tmp/h/plan.json", JSON.stringify(plan));
console.log(plan.steps.measured.length, plan.steps.warmup.length, plan.epoch.random.length);
