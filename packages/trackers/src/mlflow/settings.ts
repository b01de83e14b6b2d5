import { UserError } from "@dalmeum/contracts";

/** Where an MLflow server answers, and what it is shown. */
export interface MlflowSettings {
  /** Without a slash at its end. */
  readonly address: string;
  /** The value of the Authorization header; in no message. */
  readonly authorization: string | undefined;
  /** The MLflow experiment in which all runs of the team stand side by side. */
  readonly experiment: string;
}

const EXPECTED = "expected the address of an MLflow server, e.g. http://127.0.0.1:5000";

/**
 * What an address and MLflow's own variables say: MLFLOW_TRACKING_TOKEN, MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD and
 * MLFLOW_EXPERIMENT_NAME.
 * @throws UserError where the address is none of HTTP, or holds a password; it is not repeated.
 */
export function readMlflowSettings(text: string, environment: NodeJS.ProcessEnv): MlflowSettings {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new UserError(`--mlflow: ${EXPECTED}; MLflow's folders, databases and databricks are not sent to`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new UserError(
      "--mlflow: the address holds a user name or password; take it out, as command lines and addresses are shown, and set " +
        "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN",
    );
  }
  const name = environment.MLFLOW_EXPERIMENT_NAME?.trim() ?? "";
  return {
    // What a browser shows of a page of MLflow has the page behind a #.
    address: url.origin + url.pathname.replace(/\/+$/, ""),
    authorization: authorizationOf(environment),
    experiment: name === "" ? "dalmeum" : name,
  };
}

/** As MLflow has it: a user and password count before a token. */
function authorizationOf(environment: NodeJS.ProcessEnv): string | undefined {
  const {
    MLFLOW_TRACKING_USERNAME: user = "",
    MLFLOW_TRACKING_PASSWORD: password = "",
    MLFLOW_TRACKING_TOKEN: token = "",
  } = environment;
  if (user !== "" && password !== "") return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  if (user !== "" || password !== "") {
    throw new UserError(
      `found MLFLOW_TRACKING_${user === "" ? "PASSWORD" : "USERNAME"} alone, expected MLFLOW_TRACKING_USERNAME and ` +
        "MLFLOW_TRACKING_PASSWORD, or neither",
    );
  }
  if (token.trim() === "") return undefined;
  // What no header takes, fetch would repeat in its message.
  if (!/^[\x21-\x7e]+$/.test(token.trim())) {
    throw new UserError("MLFLOW_TRACKING_TOKEN: expected a token of ASCII letters, digits and signs, without spaces");
  }
  return `Bearer ${token.trim()}`;
}
