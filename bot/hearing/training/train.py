"""Training: fits the network to labelled messages. Seeded; two CPU cores are enough."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from bot.hearing.cues import Cue
from bot.hearing.framing import frame
from bot.hearing.training.augment import Augmenter
from bot.hearing.training.batches import MASK, Batch, Sample, batches, sample
from bot.hearing.training.corpus import Example
from bot.hearing.training.network import Network, fresh_network


@dataclass(frozen=True)
class Recipe:
    """The settings of one training run."""

    epochs: int = 4
    batch: int = 16
    rate: float = 1.6e-4
    head_rate: float = 2e-3
    decay: float = 0.01
    warm_up: float = 0.1
    token_weight: float = 1.0
    layer_fade: float = 0.95
    smoothing: float = 0.02
    average: float = 0.98
    blank: float = 0.06  # the share of the message's tokens that a step does not see
    seed: int = 7


def train(
    base: str,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    recipe: Recipe,
    tell: Callable[[str], None] = print,
) -> Network:
    """The base encoder (a folder), fitted to the examples: the average of its weights over the last steps."""
    torch.manual_seed(recipe.seed)
    network = fresh_network(base)
    chance = random.Random(recipe.seed)
    augment = Augmenter(examples, chance)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.decay, fused=True)
    steps = recipe.epochs * math.ceil(len(examples) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _slope(steps, recipe.warm_up))
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    network.train()
    for epoch in range(1, recipe.epochs + 1):
        samples = [_sample(tokenizer, augment, example) for example in examples]
        losses = []
        for _, batch in batches(samples, recipe.batch, chance):
            loss = _loss(network, batch, recipe)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            averaged.update_parameters(network)
            losses.append(loss.item())
        tell(f"epoch {epoch}: loss {np.mean(losses):.4f}")
    trained = averaged.module
    trained.eval()
    return trained


def _sample(tokenizer: Tokenizer, augment: Augmenter, example: Example) -> Sample:
    marked, cues = augment(example)
    return sample(tokenizer, frame(example.context), marked, cues)


def _loss(network: Network, batch: Batch, recipe: Recipe) -> torch.Tensor:
    seen = _blanked(batch, recipe.blank)
    message, tokens = network(seen, batch.mask, batch.kinds)
    wanted = batch.cues * (1 - recipe.smoothing) + recipe.smoothing / 2
    judged = nn.functional.binary_cross_entropy_with_logits(message, wanted)
    said = (batch.kinds * batch.mask).bool()
    pointed = nn.functional.binary_cross_entropy_with_logits(tokens[said], batch.token_cues[said])
    return judged + recipe.token_weight * pointed


def _blanked(batch: Batch, share: float) -> torch.Tensor:
    hidden = (torch.rand(batch.ids.shape) < share) & (batch.kinds == 1)
    return torch.where(hidden, MASK, batch.ids)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """The lower a layer, the less it moves; the new heads move most."""
    layers = network.encoder.encoder.layer
    groups: list[dict[str, object]] = []
    for depth, layer in enumerate(reversed(layers)):
        groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.layer_fade**depth})
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": heads, "lr": recipe.head_rate})
    return groups


def _slope(steps: int, warm_up: float) -> Callable[[int], float]:
    rise = max(1, int(steps * warm_up))

    def factor(step: int) -> float:
        if step < rise:
            return (step + 1) / rise
        return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))

    return factor


@torch.inference_mode()
def predict(network: Network, samples: Sequence[Sample], size: int = 32) -> tuple[np.ndarray, list[np.ndarray]]:
    """Logits (examples, cues), and for each example the logits of its tokens (tokens, cues)."""
    network.eval()
    logits = np.zeros((len(samples), len(Cue)), dtype=np.float32)
    tokens: list[np.ndarray] = [np.empty(0)] * len(samples)
    for places, batch in batches(samples, size):
        message, pointed = network(batch.ids, batch.mask, batch.kinds)
        logits[places] = message.numpy()
        for row, place in enumerate(places):
            tokens[place] = pointed[row, : len(samples[place].ids)].numpy()
    return logits, tokens
