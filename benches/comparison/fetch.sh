#!/usr/bin/env bash
# Fetches the packages named in pairs.tsv with npm and lays the pairs out in work/pairs (not committed).
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p work/packages
grep -v '^#' pairs.tsv | cut -f4,5 | tr '\t' '\n' | cut -d: -f1 | sort -u | grep @ | while read -r package; do
  folder="work/packages/$package"
  [ -d "$folder" ] && continue
  rm -rf "$folder.part" && mkdir -p "$folder.part"
  archive=$(npm pack "$package" --silent --pack-destination work/packages)
  tar -xzf "work/packages/$archive" --strip-components=1 -C "$folder.part"
  rm "work/packages/$archive"
  mv "$folder.part" "$folder"
done
python3 pairs.py
