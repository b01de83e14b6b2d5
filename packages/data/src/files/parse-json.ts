import { parse } from "lossless-json";

/**
 * JSON whose numbers keep every digit, as `LosslessNumber`s. Of a key that comes again the last counts, as in JSON.parse
 * and Python's json.
 * @throws SyntaxError where it is no JSON, RangeError where it is nested too deep.
 */
export function parseJson(text: string): unknown {
  return parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
}
