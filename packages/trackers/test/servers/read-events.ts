import { execFileSync } from "node:child_process";
import { z } from "zod";
import { python } from "./mlflow-server.ts";

const SCRIPT = `
import json, sys
from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer

reader = EventMultiplexer(size_guidance={"scalars": 0, "tensors": 0}).AddRunsFromDirectory(sys.argv[1]).Reload()
value = lambda event: float(event.tensor_proto.float_val[0])
print(json.dumps({
    run: {
        tag: [[event.step, value(event), event.wall_time] for event in reader.Tensors(run, tag)]
        for tag in tags["tensors"]
    }
    for run, tags in reader.Runs().items()
}))
`;

const point = z.tuple([z.int(), z.number(), z.number()]);
const runsSchema = z.record(z.string(), z.record(z.string(), z.array(point)));

/** Step, value and seconds since 1970 of every scalar, by run and name, as TensorBoard reads a folder. */
export function readEvents(folder: string): z.infer<typeof runsSchema> {
  const text = execFileSync(python, ["-c", SCRIPT, folder], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return runsSchema.parse(JSON.parse(text));
}
