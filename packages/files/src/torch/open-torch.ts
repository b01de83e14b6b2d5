import { problemsError, UserError } from "@dalmeum/contracts";
import { bytesAt, type OpenedFile, withFile } from "../opened-file.ts";
import { nameProblem, shown } from "../shown.ts";
import { MAX_DESCRIPTION_BYTES, type StoredTensor, type TensorFile } from "../stored-tensor.ts";
import { isKind, kindOf, type PickleValue } from "./pickle-value.ts";
import { torchWorld } from "./torch-world.ts";
import { unpickle } from "./unpickle.ts";
import { viewPieces } from "./view-pieces.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";

const PICKLE = /^[^/]+\/data\.pkl$/;
const ADVICE = "save model.state_dict() as safetensors instead";

/**
 * Open a file of `torch.save(model.state_dict(), path)`, PyTorch 1.6 or later, and check it. Nothing in it is run.
 * Format: a zip archive of `<name>/data.pkl`, which names the tensors, and `<name>/data/<key>`, their bytes.
 * @throws UserError where it holds anything but a dict of tensors; all problems together.
 * @see torch.serialization 2.15 (_save, _load).
 */
export function openTorch(path: string): TensorFile {
  return withFile(path, (file) => {
    expectZip(file);
    const entries = readZipDirectory(file);
    const pickles = [...entries].filter(([name]) => PICKLE.test(name));
    const [pickle] = pickles;
    if (pickle === undefined || pickles.length > 1) {
      throw new UserError(`${path}: found ${pickles.length} pickles in the archive, expected one data.pkl; ${ADVICE}`);
    }
    const [name, place] = pickle;
    const folder = name.slice(0, name.indexOf("/"));
    expectLittleEndian(file, entries.get(`${folder}/byteorder`));
    const world = torchWorld(path, (key) => entries.get(`${folder}/data/${key}`));
    const dict = unpickle(path, description(file, place), world);
    return { path, tensors: tensorsOf(file, dict), metadata: {} };
  });
}

function expectZip(file: OpenedFile): void {
  const begin = Buffer.from(bytesAt(file, 0, Math.min(4, file.size)));
  if (begin.toString("latin1") === "PK\x03\x04") return;
  const legacy = begin.at(0) === 0x80;
  const found = legacy ? "a file of PyTorch before 1.6" : "no zip archive: it is truncated or no file of torch.save";
  throw new UserError(`${file.path}: found ${found}; load it with PyTorch and ${ADVICE}`);
}

function expectLittleEndian(file: OpenedFile, entry: ZipEntry | undefined): void {
  if (entry === undefined) return;
  const order = Buffer.from(description(file, entry)).toString("latin1");
  if (order !== "little") throw new UserError(`${file.path}: byteorder: found ${shown(order)}, expected little`);
}

function description(file: OpenedFile, { begin, end }: ZipEntry): Uint8Array {
  if (end - begin > MAX_DESCRIPTION_BYTES) {
    throw new UserError(
      `${file.path}: found a pickle of ${end - begin} bytes, expected at most ${MAX_DESCRIPTION_BYTES}; ${ADVICE}`,
    );
  }
  return bytesAt(file, begin, end - begin);
}

function tensorsOf(file: OpenedFile, dict: PickleValue): ReadonlyMap<string, StoredTensor> {
  if (!(dict instanceof Map)) throw new UserError(`${file.path}: found ${kindOf(dict)}, expected a dict; ${ADVICE}`);
  const problems: string[] = [];
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of dict) {
    const problem = nameProblem(name);
    if (problem !== undefined) problems.push(problem);
    if (isKind(value, "tensor")) {
      const { storage, shape } = value;
      tensors.set(name, { dtype: storage.dtype, shape, pieces: () => viewPieces(file, value) });
    } else problems.push(`${shown(name)}: found ${kindOf(value)}, expected a tensor; ${ADVICE}`);
  }
  if (problems.length > 0) throw problemsError(file.path, problems);
  return tensors;
}
