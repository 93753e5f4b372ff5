#!/usr/bin/env bash
# Runs the steps of action.yml as a workflow does, in a scratch repository whose change brings a finding.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/repo/my claims/articles" "$scratch/temp"
cd "$scratch/repo"
git init -q -b main .
cat >"my claims/recoupe.toml" <<'TOML'
articles = "articles"
[predicates.price]
type = "quantity"
[entities.acme]
TOML
claim() {
  printf '%s for sale' "$2" >"my claims/articles/$1.txt"
  printf '[article]\ntext = "%s.txt"\n[[claims]]\nid = "price"\nsubject = "acme"\npredicate = "price"\nvalue = %s\nquote = "%s"\n' \
    "$1" "$2" "$2" >"my claims/$1.toml"
}
commit() { git add -A && git -c user.name=a -c user.email=a@localhost commit -qm "$1"; }
claim a 12
commit one

# The shell steps of the action, as written there.
python3 - "$root/action.yml" "$scratch" <<'PY'
import re, sys
text = open(sys.argv[1]).read()
steps = re.findall(r"run: (>\n((?: {8}.*\n)+)|.*\n)", text)
for number, (whole, folded) in enumerate(steps):
    body = " ".join(line.strip() for line in folded.splitlines()) if folded else whole.strip()
    open(f"{sys.argv[2]}/step{number}", "w").write(body + "\n")
assert len(steps) == 2, steps
PY
export GITHUB_ACTION_PATH=$root RUNNER_TEMP="$scratch/temp"
# Quick, and where the tests have built most of it.
export CARGO_TARGET_DIR="$root/target" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0
bash --noprofile --norc -eo pipefail "$scratch/step0"
check() { CORPUS=$1 SINCE=$2 bash --noprofile --norc -eo pipefail "$scratch/step1"; }

red() {
  local code=0
  check "$@" >"$scratch/out" || code=$?
  test "$code" = 1
}

check "my claims" ""
claim b 99
commit two
red "my claims" ""
grep -q '^::error title=recoupe%3A contradiction,file=my claims/a.toml,line=7,' "$scratch/out"
red "my claims" HEAD~1
check "my claims" HEAD
(cd "my claims" && red "" "")
echo "the action's steps do what they should"
