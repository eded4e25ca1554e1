"""Opens Word files in LibreOffice, takes or refuses all tracked changes, and writes paragraphs and footnotes as JSON.

Argument: a file with lines `document|action|output`; the action may be empty. Uses a profile folder and a pipe of its
own, and ends only the process that it started.
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
    it = PropertyValue()
    it.Name, it.Value = name, value
    return it


def paragraphs(text):
    found = []
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                found += paragraphs(part.getCellByName(name))
        else:
            found.append(part.getString())
    return found


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    sys.exit("LibreOffice did not answer")


def run(context, jobs):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for document, action, output in jobs:
        opened = desktop.loadComponentFromURL("file://" + document, "_blank", 0, (option("Hidden", True),))
        if action:
            dispatcher.executeDispatch(opened.CurrentController.Frame, ".uno:" + action, "", 0, ())
            if opened.getRedlines().createEnumeration().hasMoreElements():
                sys.exit(f"{document}: {action} left changes open")
        with open(output, "w", encoding="utf-8") as file:
            notes = [opened.Footnotes.getByIndex(at) for at in range(opened.Footnotes.getCount())]
            shown = paragraphs(opened.Text) + [f"note: {note.getString()}" for note in notes]
            json.dump(shown, file, ensure_ascii=False)
        opened.close(True)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        jobs = [line.rstrip("\n").split("|") for line in file if line.strip()]
    profile = tempfile.mkdtemp(prefix="vankien-lo-")
    pipe = f"vankien{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        run(connected(pipe), jobs)
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        shutil.rmtree(profile, ignore_errors=True)


main()
