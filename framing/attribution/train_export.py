"""A learner's parameters become a model file: whole numbers of one byte, and no name or text of any article.

Outside the flow: only :mod:`framing.attribution.train` uses this.
"""

from __future__ import annotations

import base64
import json
import math
from typing import Any

import numpy as np

from framing.attribution.network import FORMAT, PAIR_BITS, STATE_BITS
from framing.attribution.traits import KINDS, Vocabulary

Values = Any
"""A NumPy array of floating-point numbers."""


def exported(learner: Any, vocabulary: Vocabulary, *, seed: int, articles: int) -> str:
    """The model file as JSON text."""
    values = {
        name: p.detach().numpy().astype(np.float64)
        for group in (learner.parts, learner.steps)
        for name, p in (
            group.named_parameters() if group is learner.parts else [(f"steps.{k}", v) for k, v in group.items()]
        )
    }
    table = values["traits.weight"].copy()
    words = len(vocabulary.numbers["word"])
    table[:words] += values["words.weight"] @ values["project.weight"].T + values["project.bias"]
    matrices = {"table": _matrix(table)}
    vectors: dict[str, Any] = {}
    bits: dict[str, int] = {}
    for way, suffix in (("forward", ""), ("backward", "_reverse")):
        inputs = _matrix(values[f"lstm.weight_ih_l0{suffix}"])
        states = _matrix(values[f"lstm.weight_hh_l0{suffix}"])
        bits[way] = max(inputs["bits"] + matrices["table"]["bits"], states["bits"] + STATE_BITS)
        bias = values[f"lstm.bias_ih_l0{suffix}"] + values[f"lstm.bias_hh_l0{suffix}"]
        matrices |= {f"{way}.inputs": inputs, f"{way}.states": states}
        vectors[f"{way}.bias"] = _whole(bias, bits[way])
    matrices["cues"] = _matrix(values["cues.weight"])
    cue_bits = matrices["cues"]["bits"] + STATE_BITS
    vectors |= {
        "cues.bias": _whole(values["cues.bias"], cue_bits),
        "cues.steps": _whole(values["steps.cues"], cue_bits),
    }
    shared = _bits(np.concatenate([values[f"{name}.weight"] for name in ("item", "first", "last")]))
    for name in ("item", "first", "last"):
        matrices[f"pairing.{name}"] = _matrix(values[f"{name}.weight"], shared)
    relations = values["relations.weight"] + values["item.bias"]
    vectors["pairing.relations"] = _whole(relations, shared + STATE_BITS)
    mixing = values["mixing.weight"].transpose(0, 2, 1).reshape(len(values["mixing.weight"]), -1)
    matrices["pairing.mixing"] = _matrix(mixing)
    vectors["pairing.mixing_bias"] = _whole(values["mixing.bias"], matrices["pairing.mixing"]["bits"] + PAIR_BITS)
    matrices["roles"] = _matrix(values["roles.weight"])
    role_bits = matrices["roles"]["bits"] + PAIR_BITS
    vectors |= {
        "roles.bias": _whole(values["roles.bias"], role_bits),
        "roles.steps": _whole(values["steps.roles"], role_bits),
    }
    data = {
        "format": FORMAT,
        "about": {"seed": seed, "articles": articles},
        "bits": bits | {"cues": cue_bits, "roles": role_bits},
        "opening": sorted(vocabulary.opening),
        "traits": {kind: list(vocabulary.numbers[kind]) for kind in KINDS},
        "vectors": vectors,
        "matrices": matrices,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _bits(values: Values) -> int:
    """The most bits behind the point with which the largest value still fits into a signed byte."""
    return math.floor(math.log2(127 / max(float(np.abs(values).max()), 1e-6)))


def _matrix(values: Values, bits: int | None = None) -> dict[str, Any]:
    bits = _bits(values) if bits is None else bits
    whole = np.clip(np.rint(values * 2.0**bits), -127, 127).astype(np.int8)
    return {
        "rows": whole.shape[0],
        "columns": whole.shape[1],
        "bits": bits,
        "values": base64.b64encode(whole.tobytes()).decode("ascii"),
    }


def _whole(values: Values, bits: int) -> Any:
    return np.rint(values * 2.0**bits).astype(np.int64).tolist()
