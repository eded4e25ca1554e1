#!/usr/bin/env bash
# A thousand random interleavings; a number as argument for another count.
set -euo pipefail
cd "$(dirname "$0")/../.."
VANKIEN_CASES="${1:-1000}" cargo test --test all interleavings:: -- --nocapture
