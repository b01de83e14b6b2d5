import { type PostProcessing, SCORE_RANGE, UserError } from "@dalmeum/contracts";

export interface SnapToGridOptions {
  /** Distance of two scores that raters can give together; default 0.2, of five raters and whole scores. */
  readonly step?: number;
}

const FINEST = 500;

/**
 * The nearest score that gold scores can have: step round(p / step), within 0..5; it learns nothing.
 * @throws UserError where step does not divide 5.
 */
export function snapToGrid({ step = 0.2 }: SnapToGridOptions = {}): PostProcessing {
  const { minimum, maximum } = SCORE_RANGE;
  const steps = Math.round(maximum / step);
  if (!(step > 0) || steps < 1 || steps > FINEST || Math.abs(steps * step - maximum) > 1e-9) {
    throw new UserError(
      `snapToGrid: found step ${step}, expected ${maximum} divided by a whole number from 1 to ${FINEST}`,
    );
  }
  return {
    name: "snapToGrid",
    options: { step },
    fit: () => (prediction) =>
      // Dividing last gives 0.6, not 0.6000000000000001.
      (Math.min(steps, Math.max(minimum, Math.round((prediction * steps) / maximum))) * maximum) / steps,
  };
}
