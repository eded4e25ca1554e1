#!/usr/bin/env python3
"""What somebody writes in an afternoon: groups of like comments with datasketch's MinHashLSH.

    peer.py LIST.json OUTPUT.json THRESHOLD

LIST.json is what `vankien comments list --json` gives. Sets are pairs of neighbouring words in small letters; 128
permutations, tone marks taken away; comments that share a bucket are a pair. Nothing is placed, explained or grouped besides.
"""

import json
import re
import sys
import unicodedata

from datasketch import MinHash, MinHashLSH


def main(listed, output, threshold):
    """Reads, finds pairs, writes them."""
    with open(listed, encoding="utf-8") as source:
        comments = json.load(source)["comments"]
    lsh = MinHashLSH(threshold=float(threshold), num_perm=128)
    pairs = set()
    for comment in comments:
        plain = unicodedata.normalize("NFD", comment["text"].lower().replace("đ", "d"))
        words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
        sketch = MinHash(num_perm=128)
        sketch.update_batch([f"{a} {b}".encode() for a, b in zip(words, words[1:])])
        pairs.update((other, comment["id"]) for other in lsh.query(sketch))
        lsh.insert(comment["id"], sketch)
    with open(output, "w", encoding="utf-8") as out:
        json.dump(sorted(pairs), out)
    print(len(pairs))


if __name__ == "__main__":
    main(*sys.argv[1:])
