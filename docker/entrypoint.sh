#!/usr/bin/env bash
# "serve SERVICE" runs one service; anything else is a command of intarsia.
set -euo pipefail

if [ "${1:-}" != serve ]; then
  exec "$INTARSIA_HOME/intarsia" "$@"
fi

case "${2:-}" in
  ingest) main=dev.intarsia.ingest.IngestMain ;;
  trainer-consumer) main=dev.intarsia.trainer.TrainerMain ;;
  assembler-stream) main=dev.intarsia.assembler.AssemblerMain ;;
  inference-gateway) main=dev.intarsia.gateway.GatewayMain ;;
  *)
    echo "serve: '${2:-}' is no service; name one of ingest, trainer-consumer, assembler-stream, inference-gateway" >&2
    exit 2
    ;;
esac

target=$INTARSIA_HOME/local-stack/target
# shellcheck disable=SC2086
exec java ${INTARSIA_JAVA_OPTS:-} -XX:-UsePerfData -Dai.djl.offline=true -Djava.awt.headless=true \
  -Dlogback.configurationFile="$INTARSIA_HOME/docker/logback.xml" \
  -cp "$target/intarsia-local-stack-0.1.0.jar:$target/lib/*" "$main" "${@:3}"
