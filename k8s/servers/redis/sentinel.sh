#!/bin/sh
# Starts a sentinel: two of three agree that the leader is away for five seconds, and one of them makes a copy lead.
set -eu
. "$(dirname "$0")/leader.sh"
cat >"$SCRATCH/sentinel.conf" <<END
bind ${BIND:-0.0.0.0}
port 26379
dir $SCRATCH
aclfile $USERS/sentinel.acl
sentinel myid $(printf %s "$SELF" | sha1sum | cut -c1-40)
sentinel announce-ip $SELF
sentinel announce-port 26379
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel monitor portail $(leader) 6379 2
sentinel auth-user portail sentinel
sentinel auth-pass portail $SENTINEL_PASSWORD
sentinel sentinel-user sentinel
sentinel sentinel-pass $SENTINEL_PASSWORD
sentinel down-after-milliseconds portail 5000
sentinel failover-timeout portail 20000
sentinel parallel-syncs portail 1
END
exec redis-server "$SCRATCH/sentinel.conf" --sentinel
