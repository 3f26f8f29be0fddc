#!/usr/bin/env bash
# What takes longer than the gate may: so many kills (10,000 unless told), then a minute of fuzzing for each target.
set -euo pipefail
cd "$(dirname "$0")/.."
CHIBO_TEST_KILLS="${1:-10000}" cargo test --locked --test store -- --nocapture kills:: |
    grep -vE '^$|^(TRY|ACK|PUT) '
tests/fuzz/run.sh 60
