#!/usr/bin/env python3
"""Scores one comparison made by vankien: exact on both sides, economy, islands, words shown as moved.

    score.py BEFORE.md AFTER.md COMPARISON.json
    score.py BEFORE.md AFTER.md [--binary PATH]     runs the comparison itself

The JSON is that of `vankien compare BEFORE AFTER --format json --all`. Exit code 1 when a side is not exact.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from measure import BREAK, CHANGED, MOVED, MOVED_CHANGED, SAME, least, measured, states, tokens

ROOT = Path(__file__).resolve().parents[2]
OTHER = {"before": "delete", "after": "insert"}
SIGN = {"equal": "=", "delete": "-", "insert": "+"}


def binary():
    """The program to measure: the environment's VANKIEN, else the release build."""
    return os.environ.get("VANKIEN") or str(ROOT / "target/release/vankien")


def compare(program, before, after):
    """The comparison of two files as `vankien` gives it."""
    command = [program, "compare", str(before), str(after), "--format", "json", "--all"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def has_moved(change):
    """Whether a change is shown as moved."""
    return change["kind"] == "moved" or bool(change.get("moved"))


def rebuilt(comparison, side):
    """One side's file, put together from `lead`, `text` and `gap`."""
    blocks = sorted((b for c in comparison["changes"] for b in c[side]), key=lambda b: b["index"])
    return comparison[side].get("lead", "") + "".join(b["text"] + b["gap"] for b in blocks)


def joined(blocks):
    """Blocks of a change with the gaps between them."""
    return "".join(b["text"] + b["gap"] for b in blocks[:-1]) + "".join(b["text"] for b in blocks[-1:])


def segments(change):
    """The segments of a change; one without any is whole."""
    if change.get("segments"):
        return [(s["op"], s["text"]) for s in change["segments"]]
    if change["before"] and change["after"]:
        return [("equal", joined(change["before"]))]
    return [("delete", joined(change["before"]))] if change["before"] else [("insert", joined(change["after"]))]


def pieces(comparison, side):
    """`(text, state)` of one side in the order of its file."""
    touching = [c for c in comparison["changes"] if c[side]]
    result = [(comparison[side].get("lead", ""), SAME)]
    for change in sorted(touching, key=lambda c: c[side][0]["index"]):
        same, other = (MOVED, MOVED_CHANGED) if has_moved(change) else (SAME, CHANGED)
        kept = [(op, text) for op, text in segments(change) if op in ("equal", OTHER[side])]
        result += [(text, same if op == "equal" else other) for op, text in kept]
        result.append((change[side][-1]["gap"], SAME))
    return result


def one_sided(change, side):
    """A block that stands on one side only, or half of a move, as operations."""
    kept = [(op, text) for op, text in segments(change) if op in ("equal", OTHER[side])]
    sign = SIGN[OTHER[side]]
    return [(sign, text, "m" if op == "equal" else None) for op, text in kept] + [BREAK]


def operations(comparison):
    """The comparison in the order of the after file, deletions and move sources put in where they stood before."""
    changes = comparison["changes"]
    alone = [c for c in changes if c["before"] and (has_moved(c) or not c["after"])]
    alone.sort(key=lambda c: c["before"][0]["index"])
    result, at = [], 0
    for change in sorted((c for c in changes if c["after"]), key=lambda c: c["after"][0]["index"]):
        if has_moved(change) or not change["before"]:
            result += one_sided(change, "after")
            continue
        while at < len(alone) and alone[at]["before"][0]["index"] < change["before"][0]["index"]:
            result += one_sided(alone[at], "before")
            at += 1
        result += [(SIGN[op], text, None) for op, text in segments(change)] + [BREAK]
    for change in alone[at:]:
        result += one_sided(change, "before")
    return result


def scored(before, after, comparison, minimum=None):
    """All figures of a comparison of two texts, and the token states of both sides."""
    left_text, left_words, left = states(pieces(comparison, "before"))
    right_text, right_words, right = states(pieces(comparison, "after"))
    figures = {
        "exact_before": rebuilt(comparison, "before") == before and left_text == before,
        "exact_after": rebuilt(comparison, "after") == after and right_text == after,
        "words_before": left_words == tokens(before),
        "words_after": right_words == tokens(after),
    }
    if minimum is None:
        minimum = least(before, after)
    figures |= measured(operations(comparison), left, right, minimum)
    return figures, left, right


def text_of(path):
    """A file's text with its line breaks as they stand."""
    return Path(path).read_bytes().decode("utf-8")


def main():
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("comparison", nargs="?")
    parser.add_argument("--binary", default=binary())
    given = parser.parse_args()
    if given.comparison:
        comparison = json.loads(Path(given.comparison).read_text(encoding="utf-8"))
    else:
        comparison = compare(given.binary, given.before, given.after)
    figures, _, _ = scored(text_of(given.before), text_of(given.after), comparison)
    short = {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
    print(json.dumps(short, indent=1))
    return 0 if figures["exact_before"] and figures["exact_after"] else 1


if __name__ == "__main__":
    sys.exit(main())
