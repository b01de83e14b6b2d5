"""Write packages/files/fixtures: tiny checkpoint files of each format, and expected.json, what PyTorch reads in them.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0 safetensors==0.8.0 numpy==2.4.6
    .venv/bin/python tools/golden/write_checkpoint_files.py

torch/pytorch_model.bin   every type, and tensors that share, transpose, slice and repeat a storage
torch/protocol-*.bin      the same in other pickle protocols
torch/small-zip.bin       the same in a zip archive without zip64 records
torch/legacy.bin          as PyTorch before 1.6 wrote it
torch/calls-eval.bin      a pickle that would run code
torch/training.bin        a state dict inside another dict
torch/expanded.bin        a view that repeats its storage
torch/module.bin          a module's state_dict(), an OrderedDict with _metadata
half/model.safetensors    float16 and bfloat16
sharded/, sharded-torch/  two shards and their index
"""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import safetensors
import torch
from safetensors.torch import save_file

OUTPUT = Path(__file__).parents[2] / "packages/files/fixtures"
# -0, infinities, NaN, the smallest subnormal number, a subnormal one, one, and the largest of float16.
HALF_BITS = [0x8000, 0x7C00, 0xFC00, 0x7E00, 0x0001, 0x83FF, 0x3C00, 0x7BFF]
BRAIN_BITS = [0x8000, 0x7F80, 0xFF80, 0x7FC0, 0x0001, 0x807F, 0x3F80, 0x7F7F]


def from_bits(bits: list, dtype: torch.dtype) -> torch.Tensor:
    return torch.from_numpy(np.array(bits, dtype=np.uint16)).view(dtype)


def state() -> dict:
    generator = torch.Generator().manual_seed(20240607)
    weight = torch.randn(4, 3, generator=generator)
    cube = torch.randn(2, 3, 2, generator=generator)
    return {
        "weight": weight,
        "tied.weight": weight,
        "transposed": weight.t(),
        "permuted": cube.permute(2, 0, 1),
        "row": weight[2],
        "column": weight[:, 1],
        "parameter": torch.nn.Parameter(torch.randn(5, generator=generator)),
        "half": from_bits(HALF_BITS, torch.float16),
        "brain": from_bits(BRAIN_BITS, torch.bfloat16),
        "double": torch.tensor([1 / 3, -1e300, 5e-324, 16777217.0], dtype=torch.float64),
        "scalar": torch.tensor(7.5),
        "empty": torch.zeros(0, 4),
        "position_ids": torch.arange(4).reshape(1, 4),
        "small": torch.tensor([-1, 2], dtype=torch.int8),
        "flag": torch.tensor([True, False]),
    }


def described(tensor: torch.Tensor) -> dict:
    """Type, shape, bytes in row-major order, and the bytes of the numbers as float32."""
    plain = tensor.detach().contiguous()
    described = {"dtype": str(plain.dtype).removeprefix("torch."), "shape": list(plain.shape)}
    described["bytes"] = plain.flatten().view(torch.uint8).numpy().tobytes().hex()
    if plain.is_floating_point():
        described["float32"] = plain.float().numpy().tobytes().hex()
    return described


def digest(values: np.ndarray) -> str:
    """SHA-256 of float32 numbers, every NaN being the quiet one."""
    return hashlib.sha256(np.where(np.isnan(values), np.float32(np.nan), values).astype("<f4").tobytes()).hexdigest()


def every_half() -> dict:
    bits = np.arange(2**16, dtype=np.uint16)
    brains = torch.from_numpy(bits).view(torch.bfloat16).float().numpy()
    return {"float16": digest(bits.view(np.float16).astype(np.float32)), "bfloat16": digest(brains)}


class CallsEval:
    def __reduce__(self):
        return eval, ("print('this must not run')",)


def write_torch(folder: Path, tensors: dict) -> None:
    folder.mkdir()
    torch.save(tensors, folder / "pytorch_model.bin")
    for protocol in (3, 4, 5):
        torch.save(tensors, folder / f"protocol-{protocol}.bin", pickle_protocol=protocol)
    with zipfile.ZipFile(folder / "pytorch_model.bin") as archive:
        with zipfile.ZipFile(folder / "small-zip.bin", "w", zipfile.ZIP_STORED) as small:
            for name in archive.namelist():
                small.writestr(zipfile.ZipInfo(name), archive.read(name))
    torch.save({"weight": tensors["weight"]}, folder / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save({"weight": CallsEval()}, folder / "calls-eval.bin")
    torch.save({"epoch": 3, "state_dict": {"weight": tensors["weight"]}}, folder / "training.bin")
    torch.save({"weight": torch.ones(1).expand(1000)}, folder / "expanded.bin")
    layer = torch.nn.Linear(3, 2)
    torch.nn.init.ones_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    torch.save(layer.state_dict(), folder / "module.bin")


def write_sharded(folder: Path, stem: str, extension: str, save, tensors: dict) -> None:
    folder.mkdir()
    names = sorted(tensors)
    shards = [names[::2], names[1::2]]
    weight_map = {}
    for number, shard in enumerate(shards, 1):
        file = f"{stem}-{number:05}-of-{len(shards):05}.{extension}"
        save({name: tensors[name].contiguous().clone() for name in shard}, folder / file)
        weight_map |= {name: file for name in shard}
    index = {"metadata": {"total_size": 0}, "weight_map": weight_map}
    (folder / f"{stem}.{extension}.index.json").write_text(json.dumps(index, indent=2) + "\n")


def main() -> None:
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    tensors = state()
    write_torch(OUTPUT / "torch", tensors)
    (OUTPUT / "half").mkdir()
    save_file({name: tensors[name] for name in ("half", "brain")}, OUTPUT / "half/model.safetensors", {"format": "pt"})
    write_sharded(OUTPUT / "sharded", "model", "safetensors", save_file, tensors)
    write_sharded(OUTPUT / "sharded-torch", "pytorch_model", "bin", torch.save, tensors)
    for file in OUTPUT.rglob("*.safetensors"):
        file.chmod(0o644)
    expected = {
        "tool": f"torch {torch.__version__}, numpy {np.__version__}, safetensors {safetensors.__version__}",
        "script": "tools/golden/write_checkpoint_files.py",
        "tensors": {name: described(tensor) for name, tensor in tensors.items()},
        "everyHalf": every_half(),
    }
    (OUTPUT / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
