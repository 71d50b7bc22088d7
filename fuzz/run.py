"""Fuzz one reader, guided by coverage.

From the root of the project, in an environment with ``pip install -e . -r fuzz/requirements.txt``::

    python fuzz/run.py READER [--seconds N] [--corpus DIR]

READER is a file of ``readers/``, or ``any`` for the whole road, containers included. A crash becomes a file
``tests/fuzz/crashes/READER-...``, which the ordinary tests read from then on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 65_536
SLOWEST = 20


def main() -> None:
    """Run until a crash or until the time is over; ends the process, as libFuzzer does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="keep what is found, and go on from there the next time")
    told = parser.parse_args()

    import atheris

    sys.path[0] = str(ROOT)
    sys.path.insert(1, str(ROOT / "src"))
    with atheris.instrument_imports(include=["leakcheck"]):
        from fuzz.mutation import mutated

        from fuzz import invariant

        if told.reader not in invariant.targets():
            parser.error("no such reader; there are: " + ", ".join(invariant.targets()))
        invariant.check(b"name,age\nA,1\nB,2\n", invariant.ANY)  # imports what is imported late

    corpus = told.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for number, example in enumerate(invariant.examples(told.reader)):
        (corpus / f"example-{number}").write_bytes(example)

    def target(data: bytes) -> None:
        if data:
            invariant.check(data, told.reader)

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        return mutated(data, most, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *_arguments(told, corpus)], target, custom_mutator=mutator)
    atheris.Fuzz()


def _arguments(told: argparse.Namespace, corpus: Path) -> list[str]:
    """Arguments of libFuzzer."""
    tokens = ROOT / "fuzz" / "tokens" / f"{told.reader}.dict"
    return [
        f"-max_total_time={told.seconds}",
        f"-max_len={LARGEST}",
        f"-timeout={SLOWEST}",
        f"-artifact_prefix={ROOT / 'tests' / 'fuzz' / 'crashes'}/{told.reader}-",
        *([f"-dict={tokens}"] if tokens.exists() else []),
        str(corpus),
        str(ROOT / "fuzz" / "seeds" / told.reader),
    ]


if __name__ == "__main__":
    main()
