import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "@dalmeum/testing";

/** What a server that is not MLflow's answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface StandIn {
  readonly address: string;
  /** `POST /api/2.0/mlflow/runs/create`, in their order. */
  readonly requests: string[];
  /** Of each request, "" where it has none. */
  readonly authorizations: string[];
}

/** What MLflow 3 answers whoever sends a first run. */
const FIRST: Readonly<Record<string, Answer>> = {
  "/version": { body: "3.18.0" },
  "experiments/get-by-name": { status: 404, body: '{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"none"}' },
  "experiments/create": { body: '{"experiment_id":"1"}' },
  "runs/search": { body: "{}" },
  "runs/create": { body: '{"run":{"info":{"run_id":"a","status":"RUNNING"}}}' },
  "runs/log-batch": { body: "{}" },
  "runs/update": { body: "{}" },
};

/**
 * A server that answers as MLflow does where it is well, and as it is told to where it is not.
 * @param answerTo what it answers a path, `runs/create`, in place of that.
 */
export async function standIn(answerTo: (path: string) => Answer | undefined = () => undefined): Promise<StandIn> {
  const requests: string[] = [];
  const authorizations: string[] = [];
  const serve = (from: IncomingMessage, to: ServerResponse): void => {
    const { method = "", url = "" } = from;
    const path = new URL(url, "http://host").pathname;
    requests.push(`${method} ${path}`);
    authorizations.push(from.headers.authorization ?? "");
    const name = /\/api\/2\.0\/mlflow\/(.*)$/.exec(path)?.[1] ?? path;
    const { status = 200, headers = {}, body = "" } = answerTo(name) ?? FIRST[name] ?? { status: 404 };
    from.resume().on("end", () => to.writeHead(status, headers).end(body));
  };
  return { address: await listen(createServer(serve)), requests, authorizations };
}
