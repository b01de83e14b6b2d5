"""Prints the file of JAX's PJRT plugin for CUDA, where one is installed."""

from importlib.util import find_spec
from pathlib import Path

spec = find_spec("jax_plugins")
folders = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
files = [folder / name / "xla_cuda_plugin.so" for name in ("xla_cuda13", "xla_cuda12") for folder in folders]
print(next((file for file in files if file.exists()), ""))
