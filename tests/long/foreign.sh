#!/usr/bin/env bash
# Forty Word files as others make them, each compared with a revised version (foreign.py); arguments are passed on. Needs
# pandoc, LibreOffice Writer with python3-uno, and Python with lxml and python-docx: VANKIEN_PYTHON names one, else the
# environment of benches/office/install is used, else python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
PYTHON="${VANKIEN_PYTHON:-benches/office/work/venv/bin/python}"
command -v "$PYTHON" >/dev/null 2>&1 || PYTHON=python3
BINARY="${VANKIEN:-target/release/vankien}"
[ -n "${VANKIEN:-}" ] || cargo build --release --quiet
exec "$PYTHON" tests/long/foreign.py --binary "$BINARY" "$@"
