#!/usr/bin/env bash
# Three hundred random pairs of drafts as Word files with tracked changes, against pandoc and LibreOffice; a number as
# argument for another count. Needs pandoc, LibreOffice Writer and python3-uno. Where openxml-audit (PyPI) is installed,
# every file is checked against the schema too; OPENXML_AUDIT names the program.
set -euo pipefail
cd "$(dirname "$0")/../.."
CASES="${1:-300}"
FILES="$(mktemp -d)/files"
CI=true VANKIEN_CASES="$CASES" VANKIEN_KEEP="$FILES" cargo test --test all docx:: -- --nocapture
AUDIT="${OPENXML_AUDIT:-openxml-audit}"
if command -v "$AUDIT" >/dev/null 2>&1; then
  rm -f "$FILES"/*-before.docx "$FILES"/*-after.docx # made by pandoc
  # One by one: over a folder, version 0.8.0 takes ids of one file for those of another.
  for file in "$FILES"/*.docx; do
    "$AUDIT" --policy strict "$file" >"$FILES/audit.txt" || { echo "$file"; cat "$FILES/audit.txt"; exit 1; }
  done
  echo "openxml-audit: $(ls "$FILES"/*.docx | wc -l) files, no findings"
else
  echo "skipped: openxml-audit is not installed"
fi
