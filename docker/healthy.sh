#!/usr/bin/env bash
# healthy.sh PORT PATH: succeeds where this container answers 200 there. Needs no tool that the image lacks.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
