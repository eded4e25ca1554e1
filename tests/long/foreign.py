#!/usr/bin/env python3
"""Forty Word files as others make them, each with a revised version: `compare` must give both sides back.

    foreign.py [--binary PATH] [--seed N] [--only NAME…] [--keep DIR] [--no-office]

Accepting all changes of the marked copy must give the texts and notes of the second file, rejecting all those of the
first, as pandoc reads the two files; told by a resolver of our own, by LibreOffice and by pandoc. A picture or a text
box would not stand in the texts. One line a file; ends with 1 when anything failed. Needs pandoc, LibreOffice with its
Python bridge, and Python with lxml and python-docx (`foreign.sh` finds or installs them).
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import foreign_files as files  # noqa: E402
import said  # noqa: E402
from disorder import Disorder  # noqa: E402

UNO_PYTHON = "/usr/bin/python3"
ACTIONS = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}
WORD = "MS Word 2007 XML"
PYTHON = (
    ("styles", ()),
    ("title", ("title", "header")),
    ("sections", ("section", "header")),
    ("direct", ("direct",)),
    ("breaks", ("breaks",)),
    ("merged", ("merged",)),
    ("cells", ("two",)),
    ("direct-merged", ("direct", "merged", "breaks")),
    ("all", ("title", "header", "section", "breaks", "merged", "two")),
    ("plain-2", ()),
)
PANDOC = (("notes", 1, False),) * 5 + (("definitions", 0, True),) * 2 + (("notes-definitions", 1, True),) * 3
OFFICE = ("odt",) * 4 + ("html",) * 3 + ("docx",) * 3
DISORDER = (
    ("cut", ("spelling", "page", "bookmarks")),
    ("tags", ("tags", "spelling", "controls")),
    ("hyphens", ("hyphens", "bookmarks")),
    ("links", ("links", "fields")),
    ("comments", ("comments", "spelling")),
    ("tabs", ("tabs", "page")),
    ("numbers", ("numbers", "spelling")),
    ("numbers-2", ("numbers", "links", "comments")),
    (
        "all",
        (
            "spelling",
            "page",
            "bookmarks",
            "tags",
            "controls",
            "hyphens",
            "links",
            "fields",
            "comments",
            "tabs",
            "numbers",
        ),
    ),
    (
        "all-2",
        (
            "spelling",
            "page",
            "bookmarks",
            "tags",
            "controls",
            "hyphens",
            "links",
            "fields",
            "comments",
            "tabs",
            "numbers",
        ),
    ),
)


def by_python_docx(features):
    """Writes with python-docx."""
    return lambda units, path, rng, _: files.python_docx(units, path, rng, features)


def by_pandoc(units, path, _rng, _jobs):
    """Writes with pandoc."""
    files.pandoc(units, path)


def by_office(form):
    """Writes in another form with pandoc and leaves it to LibreOffice to save that as a Word file."""

    def write(units, path, _rng, jobs):
        source = path.with_name(f"{path.stem}-by-pandoc.{form}")
        files.pandoc(units, source)
        jobs.append({"file": str(source), "save": str(path), "filter": WORD})

    return write


def in_disorder(kinds, at):
    """Writes with pandoc or python-docx, then puts Word's disorder in."""

    def write(units, path, rng, _jobs):
        source = path.with_name(f"{path.stem}-in-order.docx")
        if at % 2:
            files.python_docx(units, source, rng, ("breaks",) if at % 4 == 1 else ())
        else:
            files.pandoc(units, source)
        Disorder(rng, kinds).apply(source, path)

    return write


def plan():
    """All pairs: name, how it is written, whether it has notes, whether it has definitions."""
    found = [(f"python-docx-{n}-{name}", by_python_docx(f), 0, False) for n, (name, f) in enumerate(PYTHON)]
    found += [(f"pandoc-{n}-{name}", by_pandoc, notes, more) for n, (name, notes, more) in enumerate(PANDOC)]
    found += [(f"libreoffice-{n}-{form}", by_office(form), form != "html", False) for n, form in enumerate(OFFICE)]
    return found + [
        (f"word-like-{n}-{name}", in_disorder(kinds, n), n % 2 == 0, False) for n, (name, kinds) in enumerate(DISORDER)
    ]


def pairs(folder, seed, only):
    """Makes the pairs whose names begin so: name and the two files; LibreOffice's wait until all are there."""
    jobs = []
    found = [pair(folder, seed, jobs, *planned) for planned in plan() if any(planned[0].startswith(o) for o in only)]
    office(jobs, folder)
    return found


def pair(folder, seed, jobs, name, write, notes, definitions):
    """One pair; the random numbers follow from seed and name alone."""
    rng = random.Random(f"{seed} {name}")
    maker = files.Maker(rng, notes, definitions)
    before = maker.document()
    after = maker.revised(before)
    paths = [folder / f"{name}-{side}.docx" for side in ("A", "B")]
    for units, path in zip((before, after), paths):
        write(units, path, rng, jobs)
    return name, *paths


def office(jobs, folder):
    """Lets LibreOffice do jobs; those that are not done are seen by what is missing."""
    if not jobs:
        return
    path = folder / "jobs.json"
    path.write_text(json.dumps(jobs), encoding="utf-8")
    subprocess.run([UNO_PYTHON, HERE / "office.py", path], check=True, timeout=60 + 30 * len(jobs))


def differences(found, wanted, auto):
    """Where texts or notes differ: the first place, or nothing."""
    for what in ("text", "notes"):
        got = said.folded(found[what])
        if what == "text":
            got = said.without_labels(got, wanted[what], auto)
        if got != wanted[what]:
            at = next(
                (n for n, (a, b) in enumerate(zip(got, wanted[what])) if a != b), min(len(got), len(wanted[what]))
            )
            return f"{what} {at} of {len(wanted[what])}: found {short(got, at)}, wanted {short(wanted[what], at)}"
    return None


def short(texts, at):
    """A text, shortened."""
    if at >= len(texts):
        return "nothing"
    return repr(texts[at] if len(texts[at]) < 160 else texts[at][:100] + " … " + texts[at][-50:])


def compared(given, folder, name, before, after):
    """Runs the program; the marked copy, or what it said."""
    marked = folder / f"{name}-M.docx"
    command = [given.binary, "--lang", "en", "compare", str(before), str(after), "--format", "docx", "-o", str(marked)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=said.SECONDS)
    except subprocess.TimeoutExpired:
        return None, f"not done in {said.SECONDS} s"
    if done.returncode or not marked.exists():
        return None, f"exit code {done.returncode}: {done.stderr.strip()[-300:]}"
    lost = [line for line in done.stderr.split("\n") if "cannot be carried" in line]
    return marked, f"{len(lost)} named as lost" if lost else ""


def judged(name, sides, marked, by_office):
    """What failed with one marked copy."""
    failed = []
    for changes, path in sides.items():
        wanted, auto = said.by_pandoc(path), said.numbered(path)
        readers = {
            "own": lambda: said.Resolver(marked, changes).said(),
            "pandoc": lambda: said.by_pandoc(marked, changes),
        }
        if by_office is not None:
            readers["libreoffice"] = lambda: by_office[name, changes]
        for reader, read in readers.items():
            try:
                found = read()
                wrong = found.get("error") or differences(found, wanted, auto)
                if reader == "pandoc" and wrong and said.joined_before_note(marked, changes):
                    bare = found | {"text": said.without_labels(found["text"], wanted["text"], auto)}
                    wrong = None if said.same_letters(bare, wanted) else wrong
            except Exception as error:
                wrong = f"{type(error).__name__}: {error}"
            if wrong:
                failed.append(f"{reader} {changes}: {wrong}")
    return failed


def main():
    """Makes, compares, judges, tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--binary", default=os.environ.get("VANKIEN") or str(HERE.parents[1] / "target/release/vankien")
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[""])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-office", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = pairs(folder, given.seed, given.only)
        results = {name: compared(given, folder, name, *both) for name, *both in made}
        by_office = None if given.no_office else asked(folder, results)
        n_failed = 0
        for name, before, after in made:
            marked, words = results[name]
            failed = judged(name, {"accept": after, "reject": before}, marked, by_office) if marked else [words]
            n_failed += bool(failed)
            print(f"{'FAILED' if failed else 'ok    '} {name}{f' ({words})' if marked and words else ''}")
            for line in failed:
                print(f"       {line}")
    print(f"{len(made) - n_failed} passed, {n_failed} failed")
    sys.exit(1 if n_failed else 0)


def asked(folder, results):
    """What LibreOffice makes of all marked copies, both ways."""
    jobs = {}
    for name, (marked, _) in results.items():
        for changes, action in ACTIONS.items():
            if marked:
                out = folder / f"{name}-{changes}.json"
                jobs[name, changes] = {"file": str(marked), "action": action, "said": str(out)}
    office(list(jobs.values()), folder)
    return {key: json.loads(Path(job["said"]).read_text(encoding="utf-8")) for key, job in jobs.items()}


if __name__ == "__main__":
    main()
