import { expect, it } from "vitest";
import { readMlflowSettings } from "./settings.ts";

it.each([
  ["http://127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["http://127.0.0.1:5000/", "http://127.0.0.1:5000"],
  ["https://tools.example/mlflow/", "https://tools.example/mlflow"],
  ["https://tools.example/mlflow/#/experiments/3?searchFilter=", "https://tools.example/mlflow"],
])("%s is the server %s", (text, address) => {
  expect(readMlflowSettings(text, {})).toEqual({ address, authorization: undefined, experiment: "dalmeum" });
});

it.each(["", "127.0.0.1:5000", "databricks", "sqlite:///mlflow.db", "file:///tmp/secret"])("%j is none", (text) => {
  expect(() => readMlflowSettings(text, {})).toThrow("expected the address of an MLflow server");
  expect(() => readMlflowSettings(text, {})).not.toThrow(/secret/);
});

it("is not told a password in the address, and does not repeat it", () => {
  const read = (): unknown => readMlflowSettings("http://user:secret@host", {});
  expect(read).toThrow("set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
  expect(read).not.toThrow(/secret/);
});

it.each([
  [{ MLFLOW_TRACKING_TOKEN: " abc\n" }, "Bearer abc"],
  [
    { MLFLOW_TRACKING_USERNAME: "미나", MLFLOW_TRACKING_PASSWORD: "p", MLFLOW_TRACKING_TOKEN: "abc" },
    "Basic 66+464KYOnA=",
  ],
  [{ MLFLOW_TRACKING_TOKEN: "" }, undefined],
])("%j is shown as %s", (environment, authorization) => {
  expect(readMlflowSettings("http://host", environment)).toMatchObject({ authorization });
});

it.each([
  [{ MLFLOW_TRACKING_TOKEN: "sec\nret" }, "MLFLOW_TRACKING_TOKEN: expected a token"],
  [{ MLFLOW_TRACKING_USERNAME: "secret" }, "found MLFLOW_TRACKING_USERNAME alone"],
  [{ MLFLOW_TRACKING_PASSWORD: "secret" }, "found MLFLOW_TRACKING_PASSWORD alone"],
])("%j is refused, and not repeated", (environment, message) => {
  expect(() => readMlflowSettings("http://host", environment)).toThrow(message);
  expect(() => readMlflowSettings("http://host", environment)).not.toThrow(/secret|sec\nret/);
});

it("takes the experiment that MLflow's variable names", () => {
  expect(readMlflowSettings("http://host", { MLFLOW_EXPERIMENT_NAME: "sts" }).experiment).toBe("sts");
});
