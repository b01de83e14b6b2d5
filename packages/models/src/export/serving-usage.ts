import type { PythonUsage, ServingFile } from "@dalmeum/contracts";
import { indent, preamble, program, textsExpression } from "./python-usage.ts";
import type { TrainedModel } from "./trained-model.ts";

/** Inputs by their names in the file, from what a tokenizer in Python gives. */
const FEEDS: Readonly<Record<string, string>> = {
  inputIds: 'batch["input_ids"].astype(np.int32)',
  tokenTypeIds: 'batch.get("token_type_ids", np.zeros_like(batch["input_ids"])).astype(np.int32)',
  attentionMask: 'batch["attention_mask"].astype(np.float32)',
};

/** How the ONNX file is run; a batch that is not full repeats its first pair. */
export function servingUsage(model: TrainedModel, { name, pairs, inputs }: ServingFile): PythonUsage {
  const { sequencesPerPair, templates, sources, maxLength, symmetric } = model.reading;
  const sourced = sources.length > 0;
  const both = [
    textsExpression(templates[0], sourced, "first"),
    textsExpression(templates[1], sourced && sequencesPerPair === 2, "second"),
  ].join(sequencesPerPair === 2 ? " + " : ", ");
  const order = sourced ? "(second, first, source) for first, second, source" : "(second, first) for first, second";
  return {
    title: "onnxruntime",
    code: program(
      [
        "import numpy as np",
        "import onnxruntime",
        "from transformers import AutoTokenizer",
        "",
        ...preamble(model),
        "tokenizer = AutoTokenizer.from_pretrained(folder)",
        `session = onnxruntime.InferenceSession(f"{folder}/${name}")`,
        `batch_size = ${pairs}`,
      ],
      [
        "def run(pairs):",
        ...indent([
          "full = list(pairs) + [pairs[0]] * (batch_size - len(pairs))",
          `first, second${sourced ? ", sources" : ""} = zip(*full)`,
          `batch = tokenizer(${both}, padding=True, truncation=True, max_length=${maxLength}, return_tensors="np")`,
          "feeds = {",
          ...indent(inputs.map((input) => `"${input}": ${FEEDS[input] ?? ""},`)),
          "}",
          'return session.run(["similarity"], feeds)[0][: len(pairs)]',
        ]),
      ],
      [
        "def one_order(pairs):",
        ...indent([
          "return np.concatenate([run(pairs[i : i + batch_size]) for i in range(0, len(pairs), batch_size)])",
        ]),
      ],
      [
        "def scores(pairs):",
        ...indent([
          symmetric ? `return (one_order(pairs) + one_order([${order} in pairs])) / 2` : "return one_order(pairs)",
        ]),
      ],
    ),
  };
}
