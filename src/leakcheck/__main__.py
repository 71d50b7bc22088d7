"""``python -m leakcheck``."""


def main() -> None:
    """Open the door; loading modules leaves nothing to collect, so that waits until then."""
    import gc

    gc.disable()
    from leakcheck.cli import main as door

    door()


if __name__ == "__main__":
    main()
