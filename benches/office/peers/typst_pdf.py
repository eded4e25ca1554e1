#!/usr/bin/env python3
"""The Typst compiler, as PyPI's package wraps it: `typst_pdf.py SOURCE.typ OUT.pdf FONTS`. Tagged PDF/A-2a."""

import sys

import typst

source, output, fonts = sys.argv[1:]
typst.compile(source, output=output, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["a-2a"])
