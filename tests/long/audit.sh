#!/usr/bin/env bash
# Every Word and Excel file made of the sample and of 200 random drafts, looked at by others (audit.py); arguments are
# passed on. Needs pandoc, LibreOffice Writer and Calc with python3-uno, and Python with lxml, python-docx, openpyxl and
# openxml-audit: VANKIEN_PYTHON names one, else the environment of benches/office/install is used, else python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
PYTHON="${VANKIEN_PYTHON:-benches/office/work/venv/bin/python}"
command -v "$PYTHON" >/dev/null 2>&1 || PYTHON=python3
BINARY="${VANKIEN:-target/release/vankien}"
[ -n "${VANKIEN:-}" ] || cargo build --release --quiet
exec "$PYTHON" tests/long/audit.py --binary "$BINARY" "$@"
