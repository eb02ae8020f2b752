"""The trained network as the files that the bot runs: hearing.onnx (int8), tokenizer.json."""

import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.hearing.training.network import Network

_OPSET = 17


def export(network: Network, tokenizer: Path, folder: Path) -> None:
    """Writes into `folder`. Weights become 8 bit integers, one scale a channel; activations are quantized as they come."""
    network.eval()
    ids = torch.ones((1, 8), dtype=torch.long)
    axes = {name: {0: "batch", 1: "token"} for name in ("ids", "mask", "kinds", "tokens")}
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids), torch.ones_like(ids)),
            str(exact),
            input_names=["ids", "mask", "kinds"],
            output_names=["logits", "tokens"],
            dynamic_axes={**axes, "logits": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(exact, folder / "hearing.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
