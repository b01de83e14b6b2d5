// Apart from the rest: what trains and predicts takes a while to load.
export { augmentedPairs, loadPrepared, type Prepared, trainingPairs } from "./makers/pairs/training-pairs.ts";
export { loadModel } from "./makers/training/load-parts.ts";
export { runParameters } from "./makers/training/run-parameters.ts";
export { submittedPredictions } from "./makers/training/submitted-predictions.ts";
export { profileTraining } from "./profiles/profile-training.ts";
