#!/usr/bin/env python3
"""LibreOffice's own comparison of documents, without a window: `office.py BEFORE.docx AFTER.docx OUT.docx PROFILE`.

Starts LibreOffice, opens AFTER, compares it with BEFORE (`.uno:CompareDocuments`), saves the marked copy and ends it;
waits for it, so that its CPU counts. To be run by the Python that LibreOffice's bridge belongs to."""

import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def option(name, value):
    """A named value."""
    it = PropertyValue()
    it.Name, it.Value = name, value
    return it


def connected(pipe):
    """The running LibreOffice."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(1200):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.05)
    sys.exit("LibreOffice did not answer")


def main():
    """Compares two files."""
    before, after, output, profile = map(os.path.abspath, sys.argv[1:])
    pipe = f"vankien-bench-{os.getpid()}"
    quiet = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}"]
    office = subprocess.Popen(["soffice", *quiet, f"--accept=pipe,name={pipe};urp;"])
    context = connected(pipe)
    create = context.ServiceManager.createInstanceWithContext
    desktop, dispatcher = (
        create("com.sun.star.frame.Desktop", context),
        create("com.sun.star.frame.DispatchHelper", context),
    )
    document = desktop.loadComponentFromURL(f"file://{after}", "_blank", 0, (option("Hidden", True),))
    arguments = (option("URL", f"file://{before}"), option("NoAcceptDialog", True))
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:CompareDocuments", "", 0, arguments)
    document.storeToURL(f"file://{output}", (option("FilterName", "MS Word 2007 XML"),))
    found = document.getRedlines().createEnumeration().hasMoreElements()
    document.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(120)
    if not found:
        sys.exit("no changes were found")


main()
