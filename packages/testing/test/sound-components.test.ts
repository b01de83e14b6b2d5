import {
  describeAugmentation,
  describeEnsembler,
  describeLearner,
  describeLoss,
  describeModel,
  describeOptimizer,
  describeTechnique,
  describeVectorLoss,
  scoredPair,
} from "../src/index.ts";
import { chosenError } from "./components/chosen-error.ts";
import { commonWord } from "./components/common-word.ts";
import { firstMember } from "./components/first-member.ts";
import { gradientDescent } from "./components/gradient-descent.ts";
import { letterOverlap } from "./components/letter-overlap.ts";
import { repeatPairs } from "./components/repeat-pairs.ts";
import { squaredError } from "./components/squared-error.ts";
import { squaredGap } from "./components/squared-gap.ts";
import { uphill } from "./components/uphill.ts";

describeAugmentation("repeatPairs", repeatPairs, { random: false });
describeEnsembler("firstMember", firstMember);
describeLearner("commonWord", commonWord);
describeLoss("chosenError", chosenError);
describeLoss("squaredError", squaredError);
describeLoss("squaredError on labels", squaredError, { targets: "binary" });
describeModel("letterOverlap", letterOverlap, [
  scoredPair(),
  scoredPair({ id: "pair-2", sentence1: "안녕", sentence2: "hello there" }),
]);
describeOptimizer("gradientDescent", gradientDescent);
describeTechnique("uphill", uphill);
describeVectorLoss("squaredGap", squaredGap);
