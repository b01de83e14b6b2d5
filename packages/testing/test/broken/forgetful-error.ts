import type { Loss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { squaredError } from "../components/squared-error.ts";

/** Its record does not tell tau. */
export function forgetfulError({ tau = 1 }: { readonly tau?: number } = {}): Loss {
  return {
    ...squaredError(),
    name: "forgetfulError",
    compute: (...inputs) => tf.tidy(() => tf.mul(squaredError().compute(...inputs), tau)),
  };
}
