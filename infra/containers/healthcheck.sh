#!/bin/bash
# Succeeds when the server says that it is ready. The image has no curl: bash speaks the one request itself.
# Usage: healthcheck.sh [PORT] [PATH]
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${1:-8080}"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "${2:-/health/ready}" >&3
IFS=' ' read -r -t 4 _ status _ <&3
[[ $status == 200 ]]
