#!/usr/bin/env bash
# Screenshots of a replay's report, in desktop and phone size, light and dark:
#   docs/screenshots.sh DIR/report.html [docs/report]
# Needs Chromium and GNU realpath.
set -euo pipefail
page=$(realpath "$1"); to=$(realpath -m "${2:-$(dirname "$0")/report}"); mkdir -p "$to"
frame=$(mktemp -d); trap 'rm -rf "$frame"' EXIT

shoot() { # name, width, height, scheme (0 dark, 1 light)
  # A frame, since browser windows have a minimum width.
  echo "<!doctype html><body style='margin:0'><iframe src='file://$page' style='border:0;display:block;width:$2px;height:$3px'></iframe>" > "$frame/frame.html"
  chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$frame/profile" --window-size="$2,$3" \
    --blink-settings=preferredColorScheme="$4" --virtual-time-budget=3000 --screenshot="$to/$1.png" "file://$frame/frame.html" 2> /dev/null
}
shoot desktop-light 1180 1240 1
shoot desktop-dark 1180 1240 0
shoot phone-light 390 1300 1
shoot phone-dark 390 1300 0
ls -l "$to"
