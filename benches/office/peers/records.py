"""Reads a repository's records as a script would: every YAML file of `comments/` and `decisions/`, with PyYAML's
C loader, the decision laid beside its comment. From working files: less than what the program does, which reads the
committed records, places every comment and counts."""

from pathlib import Path

import yaml


def read(folder):
    """Comments with their decisions, in order of their files."""
    loader = yaml.CSafeLoader
    decisions = {}
    for path in sorted(Path(folder).glob("decisions/**/*.yaml")):
        decision = yaml.load(path.read_bytes(), loader)
        decisions[decision["subject"]] = decision["steps"]
    rows = []
    for path in sorted(Path(folder).glob("comments/**/*.yaml")):
        record = yaml.load(path.read_bytes(), loader)
        start = f"{record['round']}-{record['unit']}"
        for comment in record["comments"]:
            rows.append((comment, decisions.get(f"{start}-{comment['no']}")))
    return rows
