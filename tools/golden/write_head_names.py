"""Names of the tensors that transformers' classes with heads store beside their encoder.

    python tools/golden/write_head_names.py packages/testing/fixtures

Writes head-names.json: by model type and class, what a tiny model of it stores that its base model has not. Needs torch 2.15.0 and
transformers 5.23.0.
"""

import inspect
import json
import sys
from importlib import import_module
from pathlib import Path

import torch
import transformers
from transformers import AutoConfig, AutoModel, PreTrainedModel

SIZES = dict(vocab_size=8, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
TYPES = ["bert", "roberta", "xlm-roberta", "electra", "deberta-v2"]
# What a config may say that gives a head other tensors.
VARIANTS = [{}, {"legacy": False}, {"is_decoder": True}, {"tie_word_embeddings": False}]


def classes_of(model_type: str) -> list[type]:
    name = model_type.replace("-", "_")
    module = import_module(f"transformers.models.{name}.modeling_{name}")
    return [
        each for _, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, PreTrainedModel) and each.__module__ == module.__name__
        and not each.__name__.endswith(("PreTrainedModel", "Encoder"))
    ]


def names_of(model_type: str) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for variant in VARIANTS:
        config = AutoConfig.for_model(model_type, **SIZES, **variant)
        base = set(AutoModel.from_config(config).state_dict())
        for made in classes_of(model_type):
            model = made(config)
            prefix = f"{model.base_model_prefix}."
            names = {name for name in model.state_dict() if name.removeprefix(prefix) not in base}
            found.setdefault(made.__name__, set()).update(names)
    return {name: sorted(names) for name, names in sorted(found.items()) if names}


def main(output: Path) -> None:
    tool = f"transformers {transformers.__version__}, torch {torch.__version__}"
    names = {model_type: names_of(model_type) for model_type in TYPES}
    content = {"tool": tool, "script": "tools/golden/write_head_names.py", "names": names}
    (output / "head-names.json").write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
