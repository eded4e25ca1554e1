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

import uno
from com.sun.star.beans import PropertyValue


def option(name, value):
    """A named value."""
    it = PropertyValue()
    it.Name, it.Value = name, value
    return it


def texts(text):
    """Paragraphs and cells of a text, in order."""
    found = []
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            found += [" ".join(texts(part.getCellByName(name))) for name in cells_in_order(part)]
        else:
            found.append(part.getString())
    return found


def cells_in_order(table):
    """Names of a table's cells row by row; those of joined rows come as they are given."""

    def place(name):
        letters = name.rstrip("0123456789.")
        return int(name.split(".")[0][len(letters) :] or 0) if "." not in name else 0

    names = list(table.getCellNames())
    return names if any("." in n for n in names) else sorted(names, key=lambda n: (place(n), names.index(n)))


def sheets(document):
    """The texts of all cells of a workbook."""
    found = []
    for at in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(at)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        address = cursor.RangeAddress
        for row in range(address.EndRow + 1):
            for column in range(address.EndColumn + 1):
                cell = sheet.getCellByPosition(column, row)
                if cell.String:
                    found.append(cell.String)
                if cell.Formula.startswith("=") and cell.Type.value == "FORMULA":
                    found.append(f"FORMULA {cell.Formula}")
    return found


def said(document):
    """What a document says: texts, then notes."""
    if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        return {"text": sheets(document), "notes": []}
    notes = []
    for all_notes in (document.Footnotes, document.Endnotes):
        notes += [" ".join(texts(all_notes.getByIndex(at))) for at in range(all_notes.getCount())]
    return {"text": texts(document.Text), "notes": notes}


def do(desktop, dispatcher, job):
    """One job."""
    opened = desktop.loadComponentFromURL(f"file://{os.path.abspath(job['file'])}", "_blank", 0, (option("Hidden", True),))
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
