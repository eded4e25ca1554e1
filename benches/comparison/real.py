#!/usr/bin/env python3
"""Scores the program on the real pairs: one line a pair, then median, p95 and worst.

    real.py [--binary PATH] [NAME …]       names are parts of pair names

The exact minimum of a pair takes seconds on large ones; it is kept in `work/minimum.json` by the pair's hash.
"""

import argparse
import hashlib
import json
import statistics
import sys

import score
from measure import least
from pairs import WORK, available

KEPT = WORK / "minimum.json"


def minimum(before, after):
    """The least number of marked tokens of a pair, from the store of earlier results where it is there."""
    key = hashlib.sha256(f"{len(before)} {before}{after}".encode()).hexdigest()
    known = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    if key not in known:
        known[key] = least(before, after)
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text(json.dumps(known))
    return known[key]


def spread(values):
    """Median, 95th percentile (nearest rank) and worst of some figures; None without any."""
    values = sorted(v for v in values if v is not None)
    if not values:
        return None
    return statistics.median(values), values[max(0, -(-95 * len(values) // 100) - 1)], values[-1]


def main():
    """Prints the table; exit code 1 when a side of a pair is not exact."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--binary", default=score.binary())
    given = parser.parse_args()
    found = []
    print(f"{'pair':24}   KB exact economy  changed  moved  isl. plain  per 100")
    for pair in available():
        if given.names and not any(part in pair.name for part in given.names):
            continue
        before, after = score.text_of(pair.before), score.text_of(pair.after)
        comparison = score.compare(given.binary, pair.before, pair.after)
        f, _, _ = score.scored(before, after, comparison, minimum(before, after))
        found.append(f)
        exact = "yes" if f["exact_before"] and f["exact_after"] else "NO"
        islands = f"{f['islands_per_100']:5.2f} {f['islands_plain_per_100']:5.2f}"
        size = f"{len(after.encode()) // 1024:>4} {exact:>5} {f['economy'] or 0:7.3f}"
        print(f"{pair.name:24} {size} {f['changed']:>8} {f['moved']:>6} {islands}", flush=True)
    for key in ("economy", "islands_per_100", "islands_plain_per_100"):
        print(
            f"{key:24} median {spread(f[key] for f in found)[0]:.3f}  p95 {spread(f[key] for f in found)[1]:.3f}"
            f"  worst {spread(f[key] for f in found)[2]:.3f}"
        )
    changed = sum(f["changed"] for f in found)
    print(
        f"all pairs together: economy {changed / sum(f['minimum'] for f in found):.3f}"
        f"  islands {100 * sum(f['islands'] for f in found) / changed:.3f}"
        f"  plain {100 * sum(f['islands_plain'] for f in found) / changed:.3f}"
    )
    return 0 if all(f["exact_before"] and f["exact_after"] for f in found) else 1


if __name__ == "__main__":
    sys.exit(main())
