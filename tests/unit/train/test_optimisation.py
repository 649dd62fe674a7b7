from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
import torch

from model_train import optimisation
from model_train.network import LesionNetwork
from model_train.optimisation import MovingAverage, arrange_state, build_optimiser, choose_layout, rate_at
from model_train.settings import TrainSettings


def test_that_the_cosine_warms_up_and_comes_to_rest() -> None:
    settings = TrainSettings(schedule="cosine", epochs=10, warmup_epochs=1.0)
    rates = [rate_at(settings, step, 20) for step in range(200)]
    assert rates[0] < 0.1
    assert max(rates) == pytest.approx(1.0, abs=0.01)
    assert rates.index(max(rates)) in range(18, 23)
    assert rates[-1] == pytest.approx(0.01, abs=0.002)
    assert all(later <= earlier for earlier, later in itertools.pairwise(rates[22:]))
    assert {rate_at(TrainSettings(), step, 20) for step in range(50)} == {1.0}


def test_that_the_decoder_may_learn_faster_and_biases_are_not_decayed() -> None:
    network = LesionNetwork("skip")
    settings = TrainSettings(decoder="skip", lr=1e-3, decoder_lr_factor=4.0, weight_decay=0.05)
    groups = build_optimiser(network, settings).param_groups
    decoder = {id(value) for value in network.decoder.parameters()}
    for group in groups:
        flat = {value.ndim == 1 for value in group["params"]}
        assert len(flat) == 1
        assert group["weight_decay"] == (0.0 if flat.pop() else 0.05)
        of_decoder = {id(value) in decoder for value in group["params"]}
        assert of_decoder in ({True}, {False})
        assert group["lr"] == pytest.approx(4e-3 if of_decoder == {True} else 1e-3)
    assert sum(len(group["params"]) for group in groups) == len(list(network.parameters()))


def test_that_it_learns_as_pytorchs_own_without_pytorchs_compiler() -> None:
    program = """
import sys, torch
from model_train.network import LesionNetwork
from model_train.optimisation import build_optimiser
from model_train.settings import TrainSettings

def learnt(build):
    torch.manual_seed(0)
    network = LesionNetwork("skip").decoder
    optimiser = build(network)
    for _ in range(3):
        optimiser.zero_grad(set_to_none=True)
        sum(value.pow(2).sum() for value in network.parameters()).backward()
        optimiser.step()
        optimiser.load_state_dict(optimiser.state_dict())
    return [value.detach() for value in network.parameters()]

def ours(decoder):
    whole = LesionNetwork("skip")
    whole.decoder = decoder
    whole.encoder.requires_grad_(False)
    return build_optimiser(whole, TrainSettings(decoder="skip", lr=0.01, weight_decay=0.1))

def pytorchs(decoder):
    decayed = [value for value in decoder.parameters() if value.ndim > 1]
    rest = [value for value in decoder.parameters() if value.ndim == 1]
    groups = [{"params": decayed, "weight_decay": 0.1}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=0.01, fused=True)

found = learnt(ours)
print("torch._dynamo" in sys.modules)
print(all(torch.equal(one, other) for one, other in zip(found, learnt(pytorchs), strict=True)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == ["False", "True"]


def test_that_the_average_follows_slowly_and_ends_where_the_network_rests() -> None:
    network = LesionNetwork("skip")
    average = MovingAverage(network, 0.9)
    with torch.no_grad():
        for value in network.parameters():
            value.add_(1.0)
    average.update(network, 10**6)
    name = "decoder.last.bias"
    distance = network.state_dict()[name] - average.network.state_dict()[name]
    assert torch.allclose(distance, torch.full_like(distance, 0.9), atol=1e-5)
    for _ in range(150):
        average.update(network, 10**6)
    assert torch.allclose(average.network.state_dict()[name], network.state_dict()[name], atol=1e-5)


def test_that_only_who_asks_for_the_fastest_format_gets_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    network = LesionNetwork("skip")
    before = {name: value.clone() for name, value in network.state_dict().items()}
    times = {"float32": 1.0, "bfloat16": 0.5}
    monkeypatch.setattr(optimisation, "_seconds_of_step", lambda _n, _p, _d, layout: times[layout[0]])
    state = torch.get_rng_state()
    fastest = TrainSettings(size=32, precision="fastest")
    assert choose_layout(network, fastest, "cpu") == (("bfloat16", "channels_last"), times)
    times["bfloat16"] = 0.95
    assert choose_layout(network, fastest, "cpu") == (("float32", "channels_last"), times)
    times["bfloat16"] = 0.0
    for precision, number_format in (("auto", "float32"), ("float32", "float32"), ("bfloat16", "bfloat16")):
        asked = TrainSettings(size=32, precision=precision)
        assert choose_layout(network, asked, "cpu") == ((number_format, "channels_last"), {})
    assert torch.equal(torch.get_rng_state(), state)
    monkeypatch.undo()
    choose_layout(network, TrainSettings(size=32, batch_size=2, precision="fastest"), "cpu")
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


def test_that_the_optimiser_s_memory_follows_the_layout_of_its_parameters() -> None:
    ends = []
    for fused in (True, False):
        torch.manual_seed(1)
        layer = torch.nn.Conv2d(8, 6, 3).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        optimiser = torch.optim.AdamW(layer.parameters(), fused=fused)
        for step in range(3):
            layer.zero_grad()
            layer(torch.randn(2, 8, 5, 5, generator=torch.Generator().manual_seed(step))).square().sum().backward()
            if step == 2:  # as a file gives the memory back: each tensor in the usual order
                for values in optimiser.state.values():
                    values |= {key: value.contiguous() for key, value in values.items()}
                arrange_state(optimiser)
                memory = optimiser.state[layer.weight]["exp_avg"]
                assert memory.stride() == layer.weight.stride() != memory.contiguous().stride()
            optimiser.step()
        ends.append(layer.weight.detach().clone())
    assert torch.allclose(*ends, atol=1e-6)
