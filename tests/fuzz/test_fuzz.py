"""Seeds and old crashes through the targets of `fuzz/`, without the fuzzer itself."""

import gzip
import random
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
try:
    from fuzz import invariant, mutation
finally:
    sys.path.remove(str(ROOT))

TARGETS = invariant.targets()
CRASHES = sorted(path for path in (ROOT / "tests" / "fuzz" / "crashes").iterdir() if path.suffix != ".md")
SMALL, MANY = 2_048, 40


def flipped(data, most):
    """Stands in for the fuzzer's mutation: every seventh byte changed."""
    return bytes(byte ^ (place % 7 == 0) for place, byte in enumerate(data))[:most]


@pytest.mark.parametrize("target", TARGETS)
def test_every_reader_has_small_seeds(target):
    seeds = invariant.seeds(target)
    assert 5 <= len(seeds) <= MANY
    assert all(0 < path.stat().st_size <= SMALL for path in seeds)
    assert {path.name for path in (ROOT / "fuzz" / "seeds").iterdir()} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_and_examples_keep_the_promises(target):
    read = [invariant.check(path.read_bytes(), target) for path in invariant.seeds(target)]
    examples = [invariant.check(example, target) for example in invariant.examples(target)]
    if invariant.is_usable(target):
        assert any(examples)
        assert sum(read) > len(read) / 2 or target == "image"  # most of its seeds show no text


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_of_others_keep_the_promises(target):
    for other in TARGETS:
        for path in invariant.seeds(other)[:: 1 if target == invariant.ANY else 6]:
            invariant.check(path.read_bytes(), target)


@pytest.mark.parametrize("target", TARGETS)
def test_mutated_seeds_keep_the_promises(target):
    for number, path in enumerate(invariant.seeds(target)):
        data = path.read_bytes()
        for seed in range(4):
            chance = random.Random(f"{target} {number} {seed}")
            place = chance.randrange(len(data))
            made = (
                data[:place],
                data[:place] + data[place + 3 :],
                mutation.mutated(data, 65_536, seed, flipped),
            )
            invariant.check(made[seed % 3] or b"\n", target)


@pytest.mark.parametrize("path", CRASHES, ids=[path.name for path in CRASHES])
def test_old_crashes_keep_the_promises(path):
    """A crash is called ``READER-what``; each goes through its reader and through the choosing one."""
    target = path.name.partition("-")[0]
    assert target in TARGETS
    for name in {target, invariant.ANY}:
        invariant.check(path.read_bytes(), name)


@pytest.mark.parametrize("target", [target for target in TARGETS if target != invariant.ANY])
def test_dictionaries_are_what_the_fuzzer_reads(target):
    lines = (ROOT / "fuzz" / "tokens" / f"{target}.dict").read_text(encoding="ascii").splitlines()
    assert lines
    for line in lines:
        assert [line[0], line[-1]] == ['"', '"']
        assert len(line) > 2
        bytes(line[1:-1], "ascii").decode("unicode_escape")


def test_mutation_goes_inside_the_wrapping():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", b"name,age\nA,1\n")
    made = [mutation.mutated(packed.getvalue(), 65_536, seed, flipped) for seed in range(8)]
    inside = []
    for data in made:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                inside.append(archive.read("a.csv"))
        except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
            continue
    assert flipped(b"name,age\nA,1\n", 99) in inside
    wrapped = [mutation.mutated(gzip.compress(b"name\nA\n"), 65_536, seed, flipped) for seed in range(8)]
    assert any(data.startswith(b"\x1f\x8b") and gzip.decompress(data) == flipped(b"name\nA\n", 99)
               for data in wrapped)  # fmt: skip


def test_the_invariant_sees_broken_promises(monkeypatch):
    """The check must be able to fail, or it proves nothing."""
    good = invariant.read
    data = b"name,age\nA,1\nB,2\n"

    def broken(change):
        def reading(*args, **options):
            return change(good(*args, **options))

        monkeypatch.setattr(invariant, "read", reading)
        with pytest.raises(AssertionError):
            invariant.check(data, "csv")
        monkeypatch.setattr(invariant, "read", good)

    from dataclasses import replace

    broken(lambda table: replace(table, columns=("a", "a")))
    broken(lambda table: replace(table, blocks=iter([*table.blocks][:0])))
    broken(lambda table: replace(table, blocks=(replace(b, rows=[9, 1]) for b in table.blocks)))
    broken(lambda table: replace(table, blocks=(replace(b, columns=b.columns[:1]) for b in table.blocks)))
