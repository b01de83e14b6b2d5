import { UserError } from "@dalmeum/contracts";
import { bytesOf, type StoredTensor } from "@dalmeum/files";

/** The table of word embeddings, and the layers of a language model's head, which have a row for each token. */
const ROW_PER_TOKEN =
  /(^|\.)(word_embeddings\.weight|(predictions|lm_head|generator_lm_head)\.(decoder\.)?(weight|bias))$/;

/**
 * Tensors with the rows of kept tokens in place of those of the whole vocabulary; of any element type, packed too.
 * @param path of the file, for messages.
 * @throws UserError where a table has another number of rows than the vocabulary, or there is none.
 */
export function gatherRows(
  path: string,
  tensors: ReadonlyMap<string, StoredTensor>,
  vocabSize: number,
  kept: readonly number[],
): ReadonlyMap<string, StoredTensor> {
  const tables = [...tensors.keys()].filter((name) => ROW_PER_TOKEN.test(name));
  if (!tables.some((name) => name.endsWith("word_embeddings.weight"))) {
    throw new UserError(`${path}: no tensor *.word_embeddings.weight, expected the table to trim`);
  }
  const gather = (name: string, tensor: StoredTensor): StoredTensor => {
    const [rows = 0, ...rest] = tensor.shape;
    if (rows !== vocabSize) {
      throw new UserError(`${path}: ${name} has ${rows} rows, expected vocab_size ${vocabSize} of config.json`);
    }
    const table = bytesOf(tensor);
    const rowBytes = table.length / rows;
    const bytes = new Uint8Array(kept.length * rowBytes);
    kept.forEach((row, index) => {
      bytes.set(table.subarray(row * rowBytes, (row + 1) * rowBytes), index * rowBytes);
    });
    return { dtype: tensor.dtype, shape: [kept.length, ...rest], pieces: () => [bytes] };
  };
  return new Map([...tensors].map(([name, tensor]) => [name, tables.includes(name) ? gather(name, tensor) : tensor]));
}
