"""Two thousand damaged or hostile files of every format, always the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import PurePath

from damage import SEED, SOUND, flipped, noisy, truncated, zeroed
from hostile_forms import FORMS

COUNT = 2_000
_MADE = 0.45
"""Share of files made to harm; the others are sound ones that were damaged."""
_WRONG_NAME = 0.12

Damage = Callable[[bytes, random.Random], bytes]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece of the file again and again."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 400)]
    return data[:start] + piece * chance.randint(2, 300) + data[start:]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two pieces in each other's place."""
    a, b, c = sorted(chance.randrange(len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def inflated(data: bytes, chance: random.Random) -> bytes:
    """Numbers that are no longer true: lengths, counts, places."""
    digits = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39] or [0]
    changed = bytearray(data)
    for at in sorted(chance.sample(digits, min(len(digits), chance.randint(1, 9))), reverse=True):
        changed[at : at + 1] = chance.choice([b"9" * 12, b"-1", b"0", b"999999", b"1e9"])
    return bytes(changed)


def joined(data: bytes, chance: random.Random) -> bytes:
    """Two files of different formats in one."""
    other = SOUND[chance.choice(list(SOUND))]()
    return chance.choice([data + other, other + data, data[: len(data) // 2] + other])


def recoded(data: bytes, chance: random.Random) -> bytes:
    """Text in an encoding that the file does not tell."""
    codec = chance.choice(["utf-16", "utf-16-be", "utf-32", "utf-7", "cp037", "gb18030", "cp1258"])
    return data.decode("latin-1").encode(codec, "replace")


def emptied(data: bytes, chance: random.Random) -> bytes:
    """Everything of one byte value gone."""
    return data.replace(bytes([chance.choice(data)]), b"")


DAMAGES: tuple[Damage, ...] = (
    truncated, flipped, zeroed, noisy, doubled, swapped, inflated, joined, recoded, emptied,
)  # fmt: skip


def hostile(count: int = COUNT, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Names and contents, one at a time: all together would fill the memory."""
    chance = random.Random(seed)
    makers = [(suffix, maker) for suffix, made in FORMS.items() for maker in made]
    sound = {name: make() for name, make in SOUND.items()}
    suffixes = [*FORMS, ""]
    for number in range(count):
        if chance.random() < _MADE:
            suffix, maker = makers[number % len(makers)]
            name, data = f"{maker.__name__}{suffix}", maker(chance)
        else:
            source = chance.choice(list(sound))
            damages = chance.sample(DAMAGES, chance.choice([1, 1, 1, 2, 3]))
            name, data = source, sound[source]
            for damage in damages:
                data = damage(data, chance) if data else data
                name = f"{damage.__name__}-{name}"
        if chance.random() < _WRONG_NAME:
            name = str(PurePath(name).with_suffix(chance.choice(suffixes)))
        yield f"{number:04}-{name}", data
