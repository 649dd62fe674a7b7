from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from model_train.layers import Dropout, InPlaceReLU6, LastConv, TransposedConv, _is_plain, doubled
from model_train.network import LesionNetwork


def both_ways(ours: nn.Module, plain: nn.Module, shape: tuple[int, ...]) -> tuple[list[Tensor], list[Tensor]]:
    """Output and all gradients of our module in the training's layout, and of the library's in its own."""
    plain.load_state_dict(ours.state_dict())
    ours.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    generator = torch.Generator().manual_seed(3)
    value = torch.randn(shape, generator=generator)
    found = []
    for module, memory_format in ((ours, torch.channels_last), (plain, torch.contiguous_format)):
        begin = value.clone().contiguous(memory_format=memory_format).requires_grad_()
        output = module(begin)
        weights = torch.randn(output.shape, generator=torch.Generator().manual_seed(4))
        (output * weights).sum().backward()
        assert begin.grad is not None
        found.append([output.detach(), begin.grad, *(parameter.grad for parameter in module.parameters())])
    return found[0], found[1]


@pytest.mark.parametrize(
    "shape", [(3, 40, 4, 4), (2, 24, 8, 8), (2, 16, 3, 5), (1, 8, 1, 1), (1, 8, 1, 6), (2, 8, 16, 12)]
)
def test_that_products_give_the_transposed_convolution_and_its_gradients(shape: tuple[int, ...]) -> None:
    plain = nn.ConvTranspose2d(shape[1], 12, kernel_size=4, stride=2, padding=1)
    ours, library = both_ways(TransposedConv(shape[1], 12), plain, shape)
    for first, second in zip(ours, library, strict=True):
        assert torch.allclose(first, second, atol=1e-4, rtol=1e-5)


def test_that_the_last_convolution_gives_what_the_library_gives() -> None:
    ours, library = both_ways(LastConv(32), nn.Conv2d(32, 1, kernel_size=1), (2, 32, 16, 16))
    for first, second in zip(ours, library, strict=True):
        assert torch.allclose(first, second, atol=1e-4, rtol=1e-5)


def test_that_the_training_layout_is_the_one_computed_by_products() -> None:
    network = LesionNetwork("transpose").to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    first = network.decoder.layers[0]
    assert _is_plain(torch.zeros(2, 1280, 4, 4).contiguous(memory_format=torch.channels_last), first.weight)
    with torch.autocast("cpu", torch.bfloat16):
        assert not _is_plain(torch.zeros(2, 1280, 4, 4).contiguous(memory_format=torch.channels_last), first.weight)


def test_that_the_decoder_keeps_the_names_of_its_parameters() -> None:
    names = [name for name in LesionNetwork("transpose").state_dict() if name.startswith("decoder.")]
    numbers = (0, 3, 6, 9, 12, 14)
    assert names == [f"decoder.layers.{number}.{kind}" for number in numbers for kind in ("weight", "bias")]


def test_that_layouts_agree_on_the_whole_network() -> None:
    torch.manual_seed(0)
    network = LesionNetwork("transpose", {"dropout": 0.0}).train()
    pixels = torch.randn(2, 3, 64, 64)
    grads = []
    for memory_format in (torch.contiguous_format, torch.channels_last):
        network.zero_grad()
        network.to(memory_format=memory_format)  # type: ignore[call-overload]
        network(pixels.contiguous(memory_format=memory_format)).square().mean().backward()
        grads.append([value.grad.clone() for value in network.decoder.parameters() if value.grad is not None])
    assert len(grads[0]) == 12
    for first, second in zip(*grads, strict=True):
        assert torch.allclose(first, second, atol=1e-4)


def test_that_our_relu6_is_the_library_s_bit_by_bit() -> None:
    value = torch.randn(2, 5, 7, 7, generator=torch.Generator().manual_seed(1)) * 6.0
    value[0, 0, 0, :3] = torch.tensor([0.0, 6.0, -0.0])
    found = []
    for module in (InPlaceReLU6(), nn.ReLU6(inplace=True)):
        begin = value.clone().requires_grad_()
        output = module(begin * 1.0)
        output.square().sum().backward()
        assert begin.grad is not None
        found.append((output.detach(), begin.grad))
        with torch.no_grad():
            assert torch.equal(module(value.clone()), output)
    assert torch.equal(found[0][0], found[1][0])
    assert torch.equal(found[0][1], found[1][1])


def test_that_dropout_drops_its_share_and_keeps_the_mean() -> None:
    torch.manual_seed(5)
    module = Dropout(0.3)
    value = torch.ones(4, 32, 40, 40).contiguous(memory_format=torch.channels_last).requires_grad_()
    dropped = module(value)
    assert dropped.is_contiguous(memory_format=torch.channels_last)
    assert float((dropped == 0.0).float().mean().detach()) == pytest.approx(0.3, abs=0.005)
    assert float(dropped.mean().detach()) == pytest.approx(1.0, abs=0.01)
    assert dropped.detach().unique().tolist() == pytest.approx([0.0, 1.0 / 0.7], rel=1e-4)
    dropped.sum().backward()
    assert value.grad is not None
    assert torch.equal(value.grad, dropped.detach())  # ones: the gradient passes where the value did, equally enlarged
    # Values side by side are dropped on their own: as often both as the product says.
    both = (dropped[:, 1:] == 0.0) & (dropped[:, :-1] == 0.0)
    assert float(both.float().mean()) == pytest.approx(0.09, abs=0.005)


def test_that_the_seed_alone_determines_what_is_dropped() -> None:
    value = torch.rand(2, 3, 5, 7)
    found = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        found.append(Dropout(0.5)(value))
    assert torch.equal(found[0], found[1])
    assert not torch.equal(found[0], found[2])
    assert torch.equal(Dropout(0.5).eval()(value), value)
    assert torch.equal(Dropout(0.0)(value), value)
    assert torch.isfinite(Dropout(0.99999999)(value)).all()  # less than the smallest share kept that there is


@pytest.mark.parametrize("shape", [(3, 40, 4, 4), (2, 16, 16, 12)])
@pytest.mark.parametrize("share", [0.0, 0.3])
def test_that_a_doubling_in_one_step_is_convolution_relu_and_dropout(shape: tuple[int, ...], share: float) -> None:
    torch.manual_seed(0)
    conv = TransposedConv(shape[1], 12).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    plain = nn.ConvTranspose2d(shape[1], 12, kernel_size=4, stride=2, padding=1)
    plain.load_state_dict(conv.state_dict())
    dropout = Dropout(share) if share else None
    begins = [torch.randn(shape, generator=torch.Generator().manual_seed(3)) for _ in range(2)]
    begins[0] = begins[0].contiguous(memory_format=torch.channels_last)
    for begin in begins:
        begin.requires_grad_()
    ours = doubled(conv, dropout, begins[0], torch.Generator().manual_seed(5))
    library = plain(begins[1]).relu()
    kept = torch.ones_like(library)
    if share:
        # What is positive after the convolution shows what was dropped.
        kept = torch.where((ours.detach() == 0.0) & (library.detach() > 1e-4), 0.0, 1.0)
        assert (1.0 - kept)[library > 1e-4].mean().item() == pytest.approx(share, abs=0.06)
        kept = kept * 65536 / (65536 - round(share * 65536))
    assert torch.allclose(ours, library * kept, atol=1e-4, rtol=1e-5)
    weights = torch.randn(ours.shape, generator=torch.Generator().manual_seed(4))
    (ours * weights).sum().backward()
    (library * kept * weights).sum().backward()
    assert begins[0].grad is not None
    assert begins[1].grad is not None
    assert torch.allclose(begins[0].grad, begins[1].grad, atol=1e-3, rtol=1e-4)
    for first, second in zip(conv.parameters(), plain.parameters(), strict=True):
        assert first.grad is not None
        assert second.grad is not None
        assert torch.allclose(first.grad, second.grad, atol=1e-2, rtol=1e-4)


def test_that_nothing_is_dropped_in_evaluation_and_all_else_goes_the_library_s_way() -> None:
    torch.manual_seed(0)
    conv = TransposedConv(8, 6)
    value = torch.randn(2, 8, 16, 16)
    expected = conv(value).relu()
    plain = doubled(conv, Dropout(0.5).eval(), value)  # not in channels-last order
    last = value.contiguous(memory_format=torch.channels_last)
    conv.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    quick = doubled(conv, Dropout(0.5).eval(), last)
    assert torch.equal(plain, expected)
    assert torch.allclose(quick, expected, atol=1e-5)
    dropped = doubled(conv, Dropout(0.5), last, torch.Generator().manual_seed(1))
    assert torch.equal(dropped, doubled(conv, Dropout(0.5), last, torch.Generator().manual_seed(1)))
    assert not torch.equal(dropped, doubled(conv, Dropout(0.5), last, torch.Generator().manual_seed(2)))
