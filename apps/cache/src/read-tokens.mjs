/** As many characters as 64 random bits take in hexadecimal. */
const SHORTEST = 16;

const ADVICE = "make one with `openssl rand -hex 32`; docs/remote-cache.md says more";

/**
 * What is wrong with the list of secrets with which teammates sign in; undefined where nothing is. Without any token in it:
 * the server takes an empty entry for one, and lets in whoever sends none.
 * @param {string | undefined} list separated by commas.
 */
export function tokenProblem(list) {
  if (list === undefined || list.trim() === "") {
    return (
      "found no TURBO_TOKEN, expected the secret with which teammates sign in (several, separated by commas): " +
      `${ADVICE}, and start again with TURBO_TOKEN=<it>`
    );
  }
  const tokens = list.split(",");
  const problems = tokens.flatMap((token, index) => {
    const found = problemOf(token);
    return found === undefined ? [] : [`  ${index + 1} of ${tokens.length}: ${found}`];
  });
  if (problems.length === 0) return undefined;
  return [`TURBO_TOKEN: found tokens that are none; ${ADVICE}`, ...problems].join("\n");
}

/** @param {string} token */
function problemOf(token) {
  if (token.trim() === "") return "found nothing between commas, expected a token";
  if (!/^[\x21-\x7e]+$/.test(token)) return "expected printable ASCII without spaces and line ends";
  if (token.length < SHORTEST) return `found ${token.length} characters, expected ${SHORTEST} or more`;
  return undefined;
}
