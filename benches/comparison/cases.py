#!/usr/bin/env python3
"""Cases with known truth: moves, splits and merges at 0, 5, 15 and 30 % inner edits, and how a comparison does on them.

    cases.py [--binary PATH] [--per N] [--seed N] [--kind KIND…] [--style words|phrases] [--keep DIR] [SOURCE.md …]

Without sources: the sample's drafts. Same seed, same cases. `--keep` writes the cases that were missed.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import score
from making import KINDS, MOVE_KINDS, SPLIT_KINDS, STYLES, cases
from measure import CHANGED, MOVED, MOVED_CHANGED

ALL = 999


def shown_units(case, after_states):
    """The units that a comparison shows as moved: more than half of their tokens after the move."""
    tally = defaultdict(lambda: [0, 0])
    for (_, unit), state in zip(case.truth("after"), after_states):
        tally[unit][0] += state in (MOVED, MOVED_CHANGED)
        tally[unit][1] += 1
    return {unit for unit, (moved, total) in tally.items() if unit is not None and 2 * moved > total}


def explains(case, moved):
    """Whether the units that did not move keep their order, so that these moves explain the case, and as cheaply."""
    order = {side: unit_order(case, side) for side in ("before", "after")}
    stayed = [[u for u in order[s] if u in set(order["before"]) & set(order["after"]) - moved] for s in order]
    return stayed[0] == stayed[1] and weight(case, moved) <= 1.1 * min(weight(case, m) for m in case.moved)


def unit_order(case, side):
    """The units of one side in their order."""
    return list(dict.fromkeys(unit for _, _, unit in getattr(case, side) if unit is not None))


def weight(case, moved):
    """Tokens of some units, both sides."""
    return sum(unit in moved for side in ("before", "after") for _, unit in case.truth(side))


def judged(case, before_states, after_states):
    """Counts for one case: tokens truly moved, shown as moved, both; marked; edited.

    Where the same new order can be told in several ways (two neighbours changed places), each that costs no more is
    right: what was done, the lightest set, and what the comparison itself says if it explains the order as cheaply.
    """
    readings = list(case.moved)
    said = shown_units(case, after_states)
    if case.kind in MOVE_KINDS and said and said not in readings and explains(case, said):
        readings.append(said)
    readings = [counted(case, moved, before_states, after_states) for moved in readings]
    return max(readings, key=lambda c: c["hit"] / (c["true"] or 1) + c["right"] / (c["shown"] or 1))


def counted(case, moved, before_states, after_states):
    """The counts under one reading of what moved."""
    counts = dict.fromkeys(("true", "hit", "true_kept", "hit_kept", "shown", "right", "marked", "edited"), 0)
    for side, shown in (("before", before_states), ("after", after_states)):
        truth = case.truth(side)
        assert len(truth) == len(shown), (case.name, side, len(truth), len(shown))
        for (edited, unit), state in zip(truth, shown):
            is_shown, is_true = state in (MOVED, MOVED_CHANGED), unit in moved
            counts["true"] += is_true
            counts["hit"] += is_true and is_shown
            counts["true_kept"] += is_true and not edited
            counts["hit_kept"] += is_true and not edited and state == MOVED
            counts["shown"] += is_shown
            counts["right"] += is_shown and is_true
            counts["marked"] += state in (CHANGED, MOVED_CHANGED)
            counts["edited"] += edited
    return counts


def ratios(counts):
    """Recall and precision of moves and marked/true, from summed counts; None where there is nothing to divide by."""

    def part(a, b):
        return counts[a] / counts[b] if counts[b] else None

    return {
        "recall": part("hit", "true"),
        "recall_kept": part("hit_kept", "true_kept"),
        "precision": part("right", "shown"),
        "marked_true": part("marked", "edited"),
    }


def add(total, counts):
    """Adds counts up."""
    for key, value in counts.items():
        total[key] += value


def run_ours(program, case, folder):
    """The program's comparison of a case, with its token states."""
    paths = []
    for side in ("before", "after"):
        path = Path(folder) / f"{side}.md"
        path.write_bytes(case.text(side).encode())
        paths.append(path)
    comparison = score.compare(program, *paths)
    figures, left, right = score.scored(case.text("before"), case.text("after"), comparison, minimum=1)
    return comparison, figures, left, right


def missed(case, counts):
    """Whether a case is worth looking at."""
    r = ratios(counts)
    if case.kind in MOVE_KINDS and ((r["recall"] or 0) < 0.95 or (r["precision"] or 0) < 0.95):
        return True
    bar = 1.1 if case.kind in MOVE_KINDS else 1.05
    return counts["marked"] > bar * counts["edited"] + 2


def line(key, total):
    """One line of the result: recall and precision for moves, marked/true for all."""
    kind, level, style = key
    r = ratios(total)
    is_move = kind in (*MOVE_KINDS, "MOVES", "SHORT")
    percent = [
        f"{100 * r[k]:7.1f}" if is_move and r[k] is not None else f"{'–':>7}"
        for k in ("recall", "recall_kept", "precision")
    ]
    share = f"{r['marked_true']:.3f}" if r["marked_true"] else f"{total['marked']}/{total['edited']}"
    edits = "all" if level == ALL else f"{level}%"
    counts = f"{total['n']:>4} {' '.join(percent)} {share:>12} {total['missed']:>6} {total['named']}"
    return f"{kind:12} {edits:>5} {style:8} {counts}"


def by_group(totals):
    """The same totals for moves, splits and merges: all kinds together, by level and in all."""
    result = defaultdict(lambda: defaultdict(int))
    for (kind, level, style), total in totals.items():
        group = "MOVES" if kind in MOVE_KINDS else "SPLITS" if kind in SPLIT_KINDS else "MERGES"
        group = "SHORT" if kind == "short" else group
        for key in ((group, level, style), (group, level, "both"), (group, ALL, style), (group, ALL, "both")):
            add(result[key], total)
    return dict(sorted(result.items()))


def keep(folder, case, comparison, counts):
    """Writes a missed case for a person to look at."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for side in ("before", "after"):
        (folder / f"{case.name}.{side}.md").write_text(case.text(side), encoding="utf-8")
    (folder / f"{case.name}.json").write_text(json.dumps(comparison, ensure_ascii=False, indent=1), encoding="utf-8")
    truth = {"moved": [sorted(m) for m in case.moved], "counts": counts, "units": {}}
    for side in ("before", "after"):
        for text, edited, unit in getattr(case, side):
            if edited or any(unit in m for m in case.moved):
                truth["units"].setdefault(f"{side} {unit}", []).append([text, edited])
    (folder / f"{case.name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


def is_named(case, comparison):
    """Whether the comparison calls the case what it is at least once."""
    wanted = {"split": "split", "merge": "merged"}.get(case.kind.partition("-")[0], "moved")
    return any(c["kind"] == wanted or (wanted == "moved" and c.get("moved")) for c in comparison["changes"])


def default_sources():
    """The sample's drafts."""
    return sorted((score.ROOT / "drafts/moc-linh").glob("draft-*/*.md"))


def main():
    """Runs the program over the cases and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--binary", default=score.binary())
    parser.add_argument("--per", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", nargs="*", default=KINDS, choices=KINDS)
    parser.add_argument("--style", nargs="*", default=STYLES, choices=STYLES)
    parser.add_argument("--keep")
    given = parser.parse_args()
    sources = [score.text_of(p) for p in given.sources or default_sources()]
    totals = defaultdict(lambda: defaultdict(int))
    exact = True
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(sources, given.per, given.seed, given.kind, given.style):
            comparison, figures, left, right = run_ours(given.binary, case, folder)
            exact &= figures["exact_before"] and figures["exact_after"]
            counts = judged(case, left, right)
            bad = missed(case, counts)
            total = totals[case.kind, case.level, case.style]
            add(total, counts | {"n": 1, "missed": bad, "named": is_named(case, comparison)})
            if bad and given.keep:
                keep(given.keep, case, comparison, counts)
    print(f"{'kind':12} {'edits':>5} {'style':8} {'n':>4}  recall    kept   prec.  marked/true missed named")
    for group in (totals, by_group(totals)):
        print("\n".join(line(*item) for item in group.items()), end="\n\n")
    print(f"exact on both sides: {'all' if exact else 'NOT ALL'}")
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
