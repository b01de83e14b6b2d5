"""The cross-encoder as transformers computes it: BERT, mean pooling, one linear head."""

import json
from pathlib import Path

import numpy as np
import torch
import transformers
from safetensors.numpy import load_file


def unpack(packed: np.ndarray) -> np.ndarray:
    """Q4_0 [rows, columns / 32 * 18] uint8 -> float32 [rows, columns]."""
    blocks = packed.reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.int8) - 8, (blocks[:, 2:] >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], 1) * scale).reshape(packed.shape[0], -1)


def config_of(folder: Path) -> dict:
    """A checkpoint's config.json, less how its weights are packed."""
    config = json.loads((folder / "config.json").read_text())
    config.pop("quantization_config", None)
    return config


class CrossEncoder(torch.nn.Module):
    """Weights are drawn, until `load` reads a checkpoint's."""

    def __init__(self, config: dict, attention: str):
        super().__init__()
        self.bert = transformers.BertModel(
            transformers.BertConfig(**config, attn_implementation=attention), add_pooling_layer=False
        )
        self.head = torch.nn.Linear(config["hidden_size"], 1)

    def load(self, folder: Path, head: dict) -> None:
        state = load_file(folder / "model.safetensors").items()
        self.bert.load_state_dict({k: torch.tensor(unpack(v) if v.dtype == np.uint8 else v) for k, v in state})
        with torch.no_grad():
            self.head.weight.copy_(torch.tensor([head["weight"]]))
            self.head.bias.fill_(head["bias"])

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores [B] of token ids and mask, both [B, T]."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask[..., None].to(hidden.dtype)
        pooled = (hidden * weights).sum(1) / weights.sum(1)
        return self.head(pooled)[:, 0].float()


def objective(predictions: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """0.5 (1 - r) + 0.5 MAE."""
    p, t = predictions - predictions.mean(), targets - targets.mean()
    r = (p * t).mean() / (p.square().mean() * t.square().mean() + 1e-8).sqrt()
    return 0.5 * (1 - r) + 0.5 * (predictions - targets).abs().mean()


def optimizer(model: CrossEncoder, weight_decay: float, head_scale: float) -> torch.optim.Optimizer:
    """AdamW with the experiment's groups: biases and LayerNorm do not decay, the head learns at a rate of its own."""
    groups: dict = {}
    for name, parameter in model.named_parameters():
        scale = head_scale if name.startswith("head.") else 1.0
        decay = 0.0 if name.endswith("bias") or "LayerNorm" in name else weight_decay
        groups.setdefault((scale, decay), []).append(parameter)
    parameters = [{"params": p, "scale": scale, "weight_decay": decay} for (scale, decay), p in groups.items()]
    return torch.optim.AdamW(parameters, lr=0.0, fused=True)
