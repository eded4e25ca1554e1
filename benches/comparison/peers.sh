#!/usr/bin/env bash
# Installs the tools that the program is measured beside: git and dwdiff from the operating system's packages,
# python-redlines (Docxodus) and prosediff into work/venv. Nothing of this is needed to build or test the program.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p work
need() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}
need git git
need dwdiff dwdiff
[ -x work/venv/bin/python ] || python3 -m venv work/venv
work/venv/bin/pip install -q 'python-redlines==2.0.0' 'python-redlines-docxodus==2.0.0' 'prosediff==0.7.0'
# Docxodus is a self-contained program inside the package; python-redlines unpacks it.
work/venv/bin/python - <<'PYTHON'
from pathlib import Path
from python_redlines import DocxodusEngine
engine = DocxodusEngine(target_path=str(Path("work/docxodus").resolve()))
Path("work/docxodus.path").write_text(str(engine.extracted_binaries_path))
PYTHON
echo "peers: $(git --version), $(dwdiff --version | head -n 1), python-redlines 2.0.0 (Docxodus), prosediff 0.7.0"
