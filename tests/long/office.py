#!/usr/bin/env python3
"""Opens files in LibreOffice, one after the other in one process, and says what it shows or saves them in another form.

    office.py JOBS.json

A list of jobs `{"file", "action", "said", "save", "filter"}`: `action` takes or refuses all tracked changes (may be
missing); `said` names a JSON file for the texts: paragraphs and, as one text each, table cells; then footnotes and
endnotes; `save` and `filter` name a file to write. A job that fails gets the reason as `said` and the others go on.
To be run by the Python that LibreOffice's bridge belongs to. Ends only the process that it started.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from xml.etree import ElementTree

import uno
from com.sun.star.beans import PropertyValue

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
FORMULA = 16  # com.sun.star.sheet.CellFlags


def option(name, value):
    """A named value."""
    it = PropertyValue()
    it.Name, it.Value = name, value
    return it


class Flat:
    """A text document as LibreOffice writes it in one XML file: quicker than asking for paragraph after paragraph."""

    skipped = (
        "annotation",
        "note-citation",
        "tracked-changes",
        "forms",
        "sequence-decls",
        "frame",
        "alphabetical-index-mark",
    )

    def __init__(self, path):
        body = ElementTree.parse(path).getroot().find(f"{OFFICE}body/{OFFICE}text")
        self.notes = []
        self.text = self.flow(body)

    def flow(self, parent):
        """Paragraphs and cells below an element."""
        found = []
        for child in parent:
            name = local(child)
            if name in ("p", "h"):
                found.append(self.words(child))
            elif name == "table-cell":
                found.append(" ".join(self.flow(child)))
            elif name not in self.skipped:
                found += self.flow(child)
        return found

    def words(self, element):
        """Words of a paragraph; notes are put aside."""
        text = element.text or ""
        for child in element:
            name = local(child)
            if name == "note":
                body = next(e for e in child if local(e) == "note-body")
                self.notes.append(" ".join(self.flow(body)))
            elif name in ("s", "tab", "line-break"):
                text += " "
            elif name not in self.skipped:
                text += self.words(child)
            text += child.tail or ""
        return text


def local(element):
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def sheets(document):
    """The texts of all cells of a workbook, row by row; formulas say so."""
    found = []
    for at in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(at)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        address = cursor.RangeAddress
        cells = sheet.getCellRangeByPosition(0, 0, address.EndColumn, address.EndRow)
        found += [value for row in cells.getDataArray() for value in row if isinstance(value, str) and value]
        formulas = cells.queryContentCells(FORMULA)
        found += [f"FORMULA {formulas.RangeAddressesAsString}"] if formulas.Count else []
    return found


def said(document):
    """What a document says: texts, then notes."""
    if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        return {"text": sheets(document), "notes": []}
    with tempfile.TemporaryDirectory(prefix="vankien-office-") as folder:
        path = f"{folder}/flat.fodt"
        document.storeToURL(f"file://{path}", (option("FilterName", "OpenDocument Text Flat XML"),))
        flat = Flat(path)
    return {"text": flat.text, "notes": flat.notes}


def do(desktop, dispatcher, job):
    """One job."""
    how = (option("Hidden", True), option("ReadOnly", not job.get("action")))
    opened = desktop.loadComponentFromURL(f"file://{os.path.abspath(job['file'])}", "_blank", 0, how)
    if opened is None:
        return {"error": "LibreOffice does not open it"}
    try:
        if job.get("action"):
            dispatcher.executeDispatch(opened.CurrentController.Frame, f".uno:{job['action']}", "", 0, ())
            if opened.getRedlines().createEnumeration().hasMoreElements():
                return {"error": f"{job['action']} left changes open"}
        if job.get("save"):
            filters = (option("FilterName", job["filter"]),)
            opened.storeToURL(f"file://{os.path.abspath(job['save'])}", filters)
        return said(opened)
    finally:
        opened.close(True)


def connected(pipe):
    """The running LibreOffice."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(1200):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    sys.exit("LibreOffice did not answer")


def main():
    """Does all jobs."""
    with open(sys.argv[1], encoding="utf-8") as file:
        jobs = json.load(file)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    profile = tempfile.mkdtemp(prefix="vankien-office-")
    pipe = f"vankien-office-{os.getpid()}"
    quiet = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    office = subprocess.Popen(["soffice", *quiet, f"--accept=pipe,name={pipe};urp;"], **silent)
    try:
        create = connected(pipe).ServiceManager.createInstance
        desktop, dispatcher = create("com.sun.star.frame.Desktop"), create("com.sun.star.frame.DispatchHelper")
        for job in jobs:
            try:
                found = do(desktop, dispatcher, job)
            except Exception as error:
                found = {"error": f"{type(error).__name__}: {error}"}
            if job.get("said"):
                with open(job["said"], "w", encoding="utf-8") as file:
                    json.dump(found, file, ensure_ascii=False)
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        shutil.rmtree(profile, ignore_errors=True)


main()
