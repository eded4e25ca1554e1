#!/usr/bin/env python3
"""Lays out the real pairs of `pairs.tsv` in `work/pairs`, from packages that `fetch.sh` has unpacked."""

import glob
import json
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
DRAFTS = HERE.parents[1] / "drafts/moc-linh"


@dataclass
class Pair:
    """Two successive versions of one document."""

    name: str
    language: str
    kind: str
    before: Path
    after: Path


def listed():
    """The pairs of the list as `(name, language, kind, before source, after source)`."""
    lines = (HERE / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def source(text):
    """The bytes that a source stands for."""
    where, what = text.split(":", 1)
    if where == "drafts":
        return (DRAFTS / what).read_bytes()
    folder = WORK / "packages" / where
    if what.startswith("license "):
        record = json.loads((folder / "licenses" / f"{what[8:]}.json").read_text(encoding="utf-8"))
        return (record["licenseText"].rstrip("\n") + "\n").encode()
    found = sorted(glob.glob(str(folder / what), recursive=True))
    if not found:
        raise FileNotFoundError(text)
    return b"\n".join(Path(p).read_bytes() for p in found)


def available():
    """The pairs that are laid out; without `fetch.sh` those of the sample alone."""
    result = []
    for name, language, kind, before, after in listed():
        paths = [WORK / "pairs" / f"{name}.{side}.md" for side in ("before", "after")]
        if all(path.exists() for path in paths):
            result.append(Pair(name, language, kind, *paths))
        elif before.startswith("drafts:"):
            result.append(Pair(name, language, kind, *(DRAFTS / s.split(":")[1] for s in (before, after))))
    return result


def main():
    """Writes the pairs; a source that is missing is said and passed over."""
    (WORK / "pairs").mkdir(parents=True, exist_ok=True)
    missing = 0
    for name, _, _, before, after in listed():
        try:
            texts = source(before), source(after)
        except FileNotFoundError as error:
            print(f"missing for {name}: {error}", file=sys.stderr)
            missing += 1
            continue
        for side, text in zip(("before", "after"), texts):
            (WORK / "pairs" / f"{name}.{side}.md").write_bytes(text)
    print(f"{len(available())} pairs in {WORK / 'pairs'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
