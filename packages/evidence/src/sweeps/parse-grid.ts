import { UserError } from "@dalmeum/contracts";
import { parseSettingValue, type Setting, type Settings } from "@dalmeum/experiments";

/** A parameter and the values that a sweep gives it. */
export interface SweptParameter {
  readonly name: string;
  readonly values: readonly Setting[];
}

const ELLIPSIS = "...";
/** A sweep of more values of one parameter is a slip of the pen. */
const MOST_VALUES = 1000;
/** Digits of a step that are not arithmetic of binary fractions: 0.1 + 0.2 is 0.3. */
const DIGITS = 12;

/**
 * Read `alpha=0,0.1,...,1` or `pooling=mean,first`; `...` goes on in the step of the two values before it, up to the one
 * after it.
 * @throws UserError where the text is none such.
 */
export function parseSwept(text: string): SweptParameter {
  const [name = "", list = "", ...more] = text.split("=");
  if (name === "" || list === "" || more.length > 0) {
    throw new UserError(`found --set ${text}, expected parameter=value,value, e.g. alpha=0,0.1,...,1`);
  }
  const texts = list.split(",");
  const values = texts.flatMap((each, index): readonly Setting[] =>
    each === ELLIPSIS ? between(text, texts.slice(index - 2, index), texts[index + 1]) : [parseSettingValue(each)],
  );
  if (new Set(values).size < values.length)
    throw new UserError(`--set ${text}: found a value twice, expected each once`);
  return { name, values };
}

/**
 * Every combination of the values, the last parameter changing fastest.
 * @throws UserError where a parameter comes twice.
 */
export function gridOf(swept: readonly SweptParameter[]): readonly Settings[] {
  const names = swept.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new UserError(`found --set ${repeated} again, expected each parameter once`);
  return swept.reduce<readonly Settings[]>(
    (points, { name, values }) => points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}

/** What `...` stands for, neither end included. */
function between(text: string, before: readonly string[], after: string | undefined): readonly number[] {
  const [first, second, last] = [...before, after].map((each) => parseSettingValue(each ?? ""));
  if (typeof first !== "number" || typeof second !== "number" || typeof last !== "number") {
    throw new UserError(`--set ${text}: expected two numbers before ... and one after it`);
  }
  const step = second - first;
  const steps = (last - second) / step;
  const whole = Math.round(steps);
  if (!(steps >= 1 && Math.abs(steps - whole) < 1e-6)) {
    throw new UserError(`--set ${text}: steps of ${step} from ${second} do not reach ${last}`);
  }
  if (whole > MOST_VALUES) throw new UserError(`--set ${text}: found ${whole} values, expected ${MOST_VALUES} at most`);
  return Array.from({ length: whole - 1 }, (_, index) => Number((second + step * (index + 1)).toPrecision(DIGITS)));
}
