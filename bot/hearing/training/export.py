"""The trained network as the files that the bot runs: hearing.onnx (int8), tokenizer.json."""

import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers.models.bert.modeling_bert import BertLayer

from bot.hearing.encoder import ModelError
from bot.hearing.training.network import Network, judge

_OPSET = 17
_TOLERANCE = 1e-3


def export(network: Network, tokenizer: Path, folder: Path) -> None:
    """Writes into `folder`. Weights become 8 bit integers, one scale a channel; activations are quantized as they come."""
    served = Served(network).eval()
    ids = torch.randint(1000, 2000, (1, 12))
    kinds = (torch.arange(12) >= 5).long().unsqueeze(0)  # noqa: PLR2004
    _compare(network.eval(), served, ids, kinds)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        torch.onnx.export(
            served,
            (ids, kinds),
            str(exact),
            input_names=["ids", "kinds"],
            output_names=["logits", "tokens"],
            dynamic_axes={name: {1: "token"} for name in ("ids", "kinds", "tokens")},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(exact, folder / "hearing.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


class Served(nn.Module):
    """The trained network, written out for one message at a time: no padding, so no mask, and one multiplication for query, key
    and value. A tenth faster than the general graph.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        config = network.encoder.config
        self.heads: int = config.num_attention_heads
        self.size: int = config.hidden_size
        self.joined = nn.ModuleList(self._join(layer) for layer in network.encoder.encoder.layer)

    def forward(self, ids: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """As `Network.forward`, for one message: both (1, tokens)."""
        embeddings = self.network.encoder.embeddings
        places = embeddings.position_embeddings.weight[: ids.shape[1]].unsqueeze(0)
        hidden = embeddings.LayerNorm(
            embeddings.word_embeddings(ids) + embeddings.token_type_embeddings(kinds) + places
        )
        for layer, joined in zip(self.network.encoder.encoder.layer, self.joined, strict=True):
            hidden = self._through(layer, joined, hidden)
        return judge(self.network, hidden, kinds)

    def _join(self, layer: BertLayer) -> nn.Linear:
        """Query (scaled by the root of a head's width), key and value as one."""
        of, scale = layer.attention.self, (self.size / self.heads) ** -0.5
        joined = nn.Linear(self.size, 3 * self.size)
        with torch.no_grad():
            joined.weight.copy_(torch.cat([of.query.weight * scale, of.key.weight, of.value.weight]))
            joined.bias.copy_(torch.cat([of.query.bias * scale, of.key.bias, of.value.bias]))
        return joined

    def _through(self, layer: BertLayer, joined: nn.Module, hidden: Tensor) -> Tensor:
        length, heads = hidden.shape[1], self.heads
        query, key, value = joined(hidden).view(length, 3 * heads, -1).transpose(0, 1).split(heads)
        shares = torch.softmax(query @ key.transpose(1, 2), dim=-1)
        attended = (shares @ value).transpose(0, 1).reshape(1, length, self.size)
        after = layer.attention.output
        hidden = after.LayerNorm(after.dense(attended) + hidden)
        wide = nn.functional.gelu(layer.intermediate.dense(hidden))
        return layer.output.LayerNorm(layer.output.dense(wide) + hidden)


def _compare(network: Network, served: Served, ids: Tensor, kinds: Tensor) -> None:
    with torch.inference_mode():
        trained, written = network(ids, torch.ones_like(ids), kinds), served(ids, kinds)
    apart = max(float((one - other).abs().max()) for one, other in zip(trained, written, strict=True))
    if apart > _TOLERANCE:
        raise ModelError(f"the graph to be served is {apart:.3f} off the trained network")
