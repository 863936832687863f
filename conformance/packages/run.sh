#!/bin/bash
# run.sh [bowline] [node]: programs on well-known packages of npm do the same under both.
#
# Installs the packages into a fresh folder, runs each program here under both and compares output and exit code.
# Ends with 0 if all but those in KNOWN are the same.
set -u
here=$(cd "$(dirname "$0")" && pwd)
bowline=$(realpath "${1:-$here/../../target/release/bowline}")
node=${2:-node}

PACKAGES="express koa ws commander chalk@4 lodash zod marked acorn handlebars uvu semver yargs uuid dayjs async minimist"
# yargs: string-width makes an Intl.Segmenter when it is loaded, and the engine has no Intl.
KNOWN="yargs.mjs"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
cp "$here"/*.js "$here"/*.mjs .
npm init --yes >/dev/null 2>&1 && npm install --no-audit --no-fund $PACKAGES >/dev/null 2>&1 || {
  echo "the packages cannot be installed: is npm there, and its registry?"
  exit 2
}

failed=0
for program in *.js *.mjs; do
  expected=$(timeout 30 "$node" "$program" 2>&1; echo "exit code $?")
  got=$(timeout 30 "$bowline" "$program" 2>&1; echo "exit code $?")
  # Times are not the same.
  strip() { sed -E 's/[0-9]+(\.[0-9]+)?ms/TIME/g'; }
  if [ "$(strip <<<"$expected")" = "$(strip <<<"$got")" ]; then
    echo "same     $program"
  elif [[ " $KNOWN " == *" $program "* ]]; then
    echo "known    $program"
  else
    echo "DIFFERS  $program"
    diff <(strip <<<"$expected") <(strip <<<"$got") | head -20
    failed=1
  fi
done
exit $failed
