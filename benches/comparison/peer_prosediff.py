"""Runs inside the peers' environment: compares two files with prosediff and prints its rows as JSON.

The library is called directly, paragraph by paragraph and without any context left out, because none of its text
formats says what moved. Making the HTML report is not part of what is measured.
"""

import json
import sys
from dataclasses import replace

from prosediff.diff import DEFAULT_OPTIONS, all_rows, compare_paths

options = replace(DEFAULT_OPTIONS, context=None)
rows = []
for file in compare_paths(sys.argv[1], sys.argv[2], options).files:
    rows += [
        {"kind": r.kind, "left": str(r.left), "right": str(r.right), "left_no": r.left_no, "right_no": r.right_no}
        for r in all_rows(file.rows)
    ]
json.dump(rows, sys.stdout)
