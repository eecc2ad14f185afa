#!/bin/bash
# Whether one commit is slower than another: builds the jar of both and runs the same command line with each in turn.
#   bench/against.sh OLD NEW ARGUMENT...
#   bench/against.sh e646741 HEAD compare --seeds 300 --out /tmp/report
# Prints the processor time of each run in seconds, all threads and the compiler's included, and the median of each side. Other
# work on the machine makes all of them larger, so that a difference counts only if it is there in the medians of a quiet machine.
# RUNS=5 says how often.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,7p' "$0"; exit 2; }
old=$1 new=$2
shift 2
trees=$(mktemp -d)
top=$(git rev-parse --show-toplevel)
trap 'cd "$top"; for side in old new; do git worktree remove --force "$trees/$side" 2>/dev/null || true; done; rm -rf "$trees"' EXIT
for side in old new; do
    git -C "$top" worktree add --quiet --detach "$trees/$side" "${!side}"
    (cd "$trees/$side" && mvn -q -DskipTests ${MVN_OPTIONS:-} package)
done
TIMEFORMAT='%U %S'
for run in $(seq "${RUNS:-5}"); do
    for side in old new; do
        spent=$({ time java -jar "$trees/$side/sim-report/target/offsetlab.jar" "$@" >/dev/null 2>&1 || true; } 2>&1)
        echo "$side $(echo "$spent" | awk '{ printf "%.2f", $1 + $2 }')" | tee -a "$trees/times"
    done
done
for side in old new; do
    awk -v side="$side" '$1 == side { print $2 }' "$trees/times" | sort -n \
        | awk -v name="$side ${!side}" '{ t[NR] = $1 } END { print "median of " name ": " t[int((NR + 1) / 2)] " s" }'
done
