#!/usr/bin/env python3
"""Every Word and Excel file that the program makes of the sample and of 200 random drafts, looked at by others.

    audit.py [--binary PATH] [--drafts N] [--units N] [--seed N] [--demo FOLDER] [--keep DIR]

Each file must be clean in openxml-audit (strict), open in LibreOffice and become a PDF there, and say the same text to
LibreOffice, to what LibreOffice saves of it (Word files), to pandoc and to python-docx or openpyxl. A random draft's
file must further hold every text of its Markdown, as pandoc reads that, in order; a marked copy must give both sides.
`--units`: packages of so many units only; they differ in names and copy numbers. `--demo`: a sample that is there.
Prints each file with what was found; ends with 1 when anything was. Microsoft Word and Excel themselves are not asked.
"""

import argparse
import csv
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import audit_files as files  # noqa: E402
import said  # noqa: E402

UNO_PYTHON = "/usr/bin/python3"
PDF = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
ACTIONS = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}
SOURCE = "commonmark+pipe_tables+footnotes+attributes"
BATCH = 30
CONGRESS = (
    *("--name", "Đại hội đại biểu Đảng bộ huyện Mộc Lĩnh", "--congress-no", "XXII", "--committee-no", "XXI"),
    *("--term", "2020-2025", "--level", "district", "--document", "political-report=Báo cáo"),
    *("--units", files.root() / "drafts/moc-linh/units.yaml"),
)


class Made:
    """One file that the program made; what it came from, where that is to be held against it."""

    def __init__(self, path, name, whole=None, before=None, after=None):
        self.path, self.name = path, name
        self.whole, self.before, self.after = whole, before, after
        self.found = []


class Program:
    """The program; a command that fails is a finding."""

    def __init__(self, binary, home):
        self.binary, self.home, self.failed = binary, home, []

    def __call__(self, *arguments, may_fail=False):
        """Runs a command; whether it ended well."""
        command = [self.binary, "--by", "chief", "--clock", "2020-12-01T08:00:00+07:00", *map(str, arguments)]
        environment = os.environ | {"HOME": str(self.home)}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
        if done.returncode and not may_fail:
            self.failed.append(f"{' '.join(command[5:])}: {done.returncode} {done.stderr.strip()[-300:]}")
        return done.returncode == 0


def sample(program, folder, demo, n_units):
    """What comes of the sample: packages, drafts, comparisons, tables; files of equal bytes once."""
    if demo is None:
        demo = folder / "demo"
        program("demo", demo)
    packages = sorted(p for p in (demo / "packages").glob("*/*") if p.is_dir())[:n_units]
    paths = sorted(p for package in packages for p in package.iterdir() if p.suffix in PDF)
    found = [Made(p, f"sample/{p.relative_to(demo)}") for p in paths]
    out = folder / "sample"
    out.mkdir()

    def make(name, *arguments):
        path = out / name
        if program("--repo", demo, *arguments, "-o", path):
            found.append(Made(path, f"sample/{name}"))

    for document in ("political-report", "review-report"):
        make(f"{document}.docx", "draft", "export", document)
        make(f"{document}-codes.docx", "draft", "export", document, "--codes")
        for number in (1, 2):
            make(f"{document}-{number}.docx", "draft", "export", document, "--round", number)
        for form in ("docx", "table-docx"):
            make(f"{document}-1-2-{form}.docx", "diff", "round-1", "round-2", "--document", document, "--format", form)
        plain = ("--format", "docx", "--moves", "plain")
        make(f"{document}-1-2-plain.docx", "diff", "round-1", "round-2", "--document", document, *plain)
    make("political-report-3.docx", "draft", "export", "political-report", "--round", 3)
    for form in ("docx", "table-docx"):
        make(f"2-3-{form}.docx", "diff", "round-2", "round-3", "--document", "political-report", "--format", form)
    for number in (1, 2):
        for form in ("docx", "xlsx"):
            make(f"synthesis-{number}.{form}", "synthesis", number, "--format", form)
            make(f"escalated-{number}.{form}", "synthesis", number, "--format", form, "--escalated")
    found += papers(program, demo, out, make)
    unique = {}
    for made in found:
        unique.setdefault(hashlib.sha256(made.path.read_bytes()).digest(), made)
    return list(unique.values()), len(found)


def papers(program, demo, out, make):
    """Reports, answer sheets, seven columns, comments as comments of Word."""
    make("comments.docx", "draft", "export", "political-report", "--comments")
    both = ("round-1", "round-2", "--document", "political-report", "--format", "docx")
    make("marked-comments.docx", "diff", *both, "--comments")
    for number in (1, 2):
        make(f"seven-{number}.docx", "synthesis", number, "--columns", "7", "--format", "docx")
        for kind in ("synthesis", "response"):
            make(f"report-{kind}-{number}.docx", "synthesis", number, f"--report={kind}", "--format", "docx")
    answers = out / "answers"
    program("--repo", demo, "synthesis", 2, "--answers-to", answers)
    paths = sorted(p for p in answers.rglob("*") if p.suffix in PDF) if answers.is_dir() else []
    return [Made(p, f"sample/answers/{p.name}") for p in paths]


def drafts(program, folder, n, seed):
    """Random drafts: clean, marked, now and then compared as a table; every tenth with odd comments in both tables."""
    found = []
    repository = folder / "random"
    program("init", repository, *CONGRESS)
    for number in range(n):
        draft = files.Draft(f"{seed} {number}")
        blocks = draft.blocks()
        texts = [files.markdown(b, "Báo cáo") for b in (blocks, draft.revised(blocks))]
        paths = [folder / f"r{number:03}-{side}.md" for side in ("before", "after")]
        for path, text in zip(paths, texts):
            path.write_text(text, encoding="utf-8")
        (repository / "drafts/political-report.md").write_text(texts[0], encoding="utf-8")
        clean, marked, table = (folder / f"r{number:03}-{kind}.docx" for kind in ("clean", "marked", "table"))
        if program("--repo", repository, "draft", "export", "political-report", "-o", clean):
            found.append(Made(clean, clean.name, whole=paths[0]))
        if program("compare", *paths, "--format", "docx", "-o", marked):
            found.append(Made(marked, marked.name, before=paths[0], after=paths[1]))
        if number % 5 == 0 and program("compare", *paths, "--format", "table-docx", "-o", table):
            found.append(Made(table, table.name))
        if number % 10 == 0:
            found += comments(program, folder, number, texts[0])
    return found


def comments(program, folder, number, text):
    """A congress of one round with odd comments, and its tables."""
    repository, slip = folder / f"c{number:03}", folder / f"c{number:03}.csv"
    program("init", repository, *CONGRESS)
    (repository / "drafts/political-report.md").write_text(text, encoding="utf-8")
    where = ("--repo", repository)
    program(*where, "draft", "save", "--reason", "bản đầu")
    due = ("--due-at", "2020-12-31T17:00", "--confirm", "round-1")
    program(*where, "round", "open", 1, "--draft", "political-report=1", "--audience", "x02", *due)
    with open(slip, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(files.slip(number))
    program(*where, "comments", "import", slip, may_fail=True)
    found = []
    for form in ("docx", "xlsx"):
        path = folder / f"c{number:03}-synthesis.{form}"
        if program(*where, "synthesis", 1, "--format", form, "-o", path):
            found.append(Made(path, path.name))
    return found


def audited(path):
    """What openxml-audit says of one file; in a process of its own, because it mixes up ids of two files."""
    from openxml_audit import OpenXmlValidator

    result = OpenXmlValidator(max_errors=20, strict=True).validate(str(path))
    return [f"openxml-audit: {error}" for error in result.errors] + (
        [] if result.is_valid else ["openxml-audit: not valid"]
    )


def office(jobs, folder):
    """Lets LibreOffice do jobs; what it did not do is seen by what is missing."""
    path = folder / "jobs.json"
    path.write_text(json.dumps(jobs), encoding="utf-8")
    try:
        subprocess.run([UNO_PYTHON, HERE / "office.py", path], check=True, timeout=60 + 20 * len(jobs))
    except (subprocess.SubprocessError, OSError) as error:
        print(f"LibreOffice: {error}", file=sys.stderr)


def jobs_for(at, made, folder):
    """What LibreOffice has to do with one file."""
    base = folder / f"o{at:04}"
    jobs = [{"file": str(made.path), "said": f"{base}.json", "save": f"{base}.pdf", "filter": PDF[made.path.suffix]}]
    if made.path.suffix == ".docx":
        jobs.append(
            {"file": str(made.path), "said": f"{base}-2.json", "save": f"{base}-2.docx", "filter": "MS Word 2007 XML"}
        )
    if made.before:
        for changes, action in ACTIONS.items():
            jobs.append({"file": str(made.path), "action": action, "said": f"{base}-{changes}.json"})
    return base, jobs


def source(path):
    """Texts and notes of a draft's Markdown as pandoc reads it."""
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    command = ["pandoc", "-f", SOURCE, "-t", "json"]
    done = subprocess.run(command, input=body.encode(), check=True, capture_output=True, timeout=said.SECONDS)
    texts, notes = [], []
    said.blocks(json.loads(done.stdout)["blocks"], texts, notes)
    return {"text": said.folded(texts), "notes": said.folded(notes)}


def by_python(path):
    """Words of a Word file as python-docx gives them, cells row by row; what stands in content controls too."""
    import docx
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    def flow(element, parent):
        for child in element:
            kind = child.tag.removeprefix(said.W) if isinstance(child.tag, str) else ""
            if kind == "p":
                yield Paragraph(child, parent).text
            elif kind == "tbl":
                for row in Table(child, parent).rows:
                    for cell in row._tr.tc_lst:
                        yield " ".join(flow(cell, _Cell(cell, parent)))
            elif kind in ("sdt", "sdtContent"):
                yield from flow(child, parent)

    document = docx.Document(str(path))
    return said.folded(flow(document.element.body, document._body))


def difference(reader, found, wanted):
    """The first text that differs, or nothing."""
    if found == wanted:
        return []
    at = next((n for n, (a, b) in enumerate(zip(found, wanted)) if a != b), min(len(found), len(wanted)))
    shown = [repr(t[at][:160]) if at < len(t) else "nothing" for t in (found, wanted)]
    return [f"{reader}: text {at} of {len(wanted)} is {shown[0]} instead of {shown[1]}"]


def missing(wanted, found):
    """Texts that do not stand in the file in this order; two at most."""
    lost, at = [], 0
    for text in wanted:
        place = next((n for n in range(at, len(found)) if found[n] == text), None)
        if place is None:
            lost.append(text)
        else:
            at = place + 1
    return lost[:2]


def saved(path):
    """What LibreOffice saved: it writes `_x` before four digits as Excel would have to (7.4)."""
    return [t.replace("_x005F_", "_") for t in said.Resolver(Path(path), "accept").said()["text"]]


def word(made, base):
    """The readers of a Word file against each other and against its source."""
    found = []
    shown = read(f"{base}.json")
    own = said.Resolver(made.path, "accept").said() if not is_marked(made) else None
    if own is not None:
        found += difference("LibreOffice", said.folded(shown["text"]), own["text"])
        found += difference("LibreOffice, notes", said.folded(shown["notes"]), own["notes"])
        found += difference("saved by LibreOffice", saved(f"{base}-2.docx"), own["text"])
        found += difference("pandoc", said.by_pandoc(made.path)["text"], own["text"])
        found += difference("python-docx", by_python(made.path), own["text"])
    if made.whole:
        wanted = source(made.whole)
        found += [f"not in the file: {t[:200]!r}" for t in missing(wanted["text"], own["text"])]
        found += difference("notes against the source", own["notes"], wanted["notes"])
    if made.before:
        for changes, path in (("accept", made.after), ("reject", made.before)):
            wanted = source(path)
            for reader, told in (
                ("own", said.Resolver(made.path, changes).said()),
                ("LibreOffice", read(f"{base}-{changes}.json")),
            ):
                for what in ("text", "notes"):
                    found += difference(f"{reader}, {changes}, {what}", said.folded(told[what]), wanted[what])
    return found


def is_marked(made):
    """Whether a Word file has tracked changes."""
    root = said.part(made.path, "word/document.xml")
    return any(next(root.iter(said.W + tag), None) is not None for tag in ("ins", "del", "moveFrom", "moveTo"))


def workbook(made, base):
    """What openpyxl and LibreOffice read in a workbook; no cell is a formula."""
    import openpyxl

    shown = said.folded(read(f"{base}.json")["text"])
    found = [f"LibreOffice: {t}" for t in shown if t.startswith("FORMULA")]
    own = []
    for sheet in openpyxl.load_workbook(made.path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found.append(f"openpyxl: a formula in {sheet.title} {cell.coordinate}")
                if isinstance(cell.value, str):
                    own.append(cell.value.replace("_xFFFE_", "\ufffe"))  # openpyxl leaves that one as it is
    return found + [f"not shown by LibreOffice: {t[:200]!r}" for t in missing(said.folded(own), shown)]


def read(path):
    """What LibreOffice said."""
    told = json.loads(Path(path).read_text(encoding="utf-8"))
    if "error" in told:
        raise ValueError(told["error"])
    return told


def judged(made, base):
    """All that is found in one file."""
    found = []
    pdf = Path(f"{base}.pdf")
    if not pdf.exists() or not pdf.read_bytes().startswith(b"%PDF"):
        found.append("LibreOffice makes no PDF of it")
    try:
        found += word(made, base) if made.path.suffix == ".docx" else workbook(made, base)
    except Exception as error:
        found.append(f"{type(error).__name__}: {error}")
    return found


def looked_at(everything, folder):
    """Looks at all files, some at a time, and prints what is found in each."""
    for start in range(0, len(everything), BATCH):
        some = everything[start : start + BATCH]
        with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
            for made, found in zip(some, pool.imap(audited, [m.path for m in some])):
                made.found += found
        bases, jobs = zip(*(jobs_for(start + at, made, folder) for at, made in enumerate(some)))
        office([job for of_one in jobs for job in of_one], folder)
        for made, base in zip(some, bases):
            made.found += judged(made, base)
            lines = [f"{'FOUND ' if made.found else 'clean '} {made.name}", *(f"       {line}" for line in made.found)]
            print("\n".join(lines), flush=True)


def main():
    """Makes, looks, tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.environ.get("VANKIEN") or str(files.root() / "target/release/vankien"))
    parser.add_argument("--drafts", type=int, default=200)
    parser.add_argument("--units", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        program = Program(str(Path(given.binary).resolve()), folder)
        everything, n_sample = sample(program, folder, given.demo, given.units)
        n_unique = len(everything)
        everything += drafts(program, folder, given.drafts, given.seed)
        import openxml_audit  # noqa: F401  (once, before the processes are forked)

        looked_at(everything, folder)
        for line in program.failed:
            print(f"FAILED {line}")
    n_bad = sum(bool(m.found) for m in everything) + len(program.failed)
    n_random = len(everything) - n_unique
    print(f"{n_sample} files of the sample ({n_unique} different), {n_random} of {given.drafts} random drafts")
    print(f"{len(everything) - sum(bool(m.found) for m in everything)} passed, {n_bad} failed")
    sys.exit(1 if n_bad else 0)


if __name__ == "__main__":
    main()
