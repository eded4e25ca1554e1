#!/usr/bin/env bash
# Kills the program at every write-class system call of four commands and prints the table. Needs strace.
set -euo pipefail
cd "$(dirname "$0")/../.."
CI=true VANKIEN_KILL_EVERY="${1:-1}" cargo test --test all kill::killed -- --nocapture
