#!/usr/bin/env bash
# Fuzzes each target for a minute, or for as many seconds as the first argument says. Needs `cargo install cargo-fuzz`.
# What it learns stays in target/; the seeds stay as they are.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds="${1:-60}"
for seeds in tests/fuzz/seeds/*/; do
    name="$(basename "$seeds")"
    learnt="target/fuzz-corpus/$name"
    mkdir -p "$learnt"
    printf '\n== %s\n' "$name"
    # The program has no code of its own that memory checks could find anything in.
    RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz --sanitizer none "$name" \
        "$learnt" "$seeds" -- -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
        -dict=tests/fuzz/words.dict
done
