#!/usr/bin/env bash
# Makes the role and the user that Treatybase is to Elasticsearch; run again, it changes nothing but the password.
#   ELASTICSEARCH_URL       e.g. https://search.example:9200
#   ELASTIC_PASSWORD        of the administrator `elastic`
#   ELASTICSEARCH_PASSWORD  that the user `treatybase` gets
set -euo pipefail

ask() { # ask METHOD PATH BODY
    curl --silent --show-error --fail-with-body --max-time 20 --output /dev/null \
        --user "elastic:$ELASTIC_PASSWORD" --header "Content-Type: application/json" \
        --request "$1" "$ELASTICSEARCH_URL$2" --data-binary "$3"
}

ask PUT /_security/role/treatybase "@$(dirname "$0")/elasticsearch-role.json"
ask PUT /_security/user/treatybase "{\"password\": \"$ELASTICSEARCH_PASSWORD\", \"roles\": [\"treatybase\"]}"
echo "role and user treatybase are there"
