#!/bin/sh
# Starts a server of Redis as the one that leads or as a copy of it. SELF and PEERS are names under which all find one another.
set -eu
. "$(dirname "$0")/leader.sh"
leader=$(leader)
cat >"$SCRATCH/redis.conf" <<END
bind ${BIND:-0.0.0.0}
port 6379
dir $DATA
appendonly yes
appendfsync everysec
aclfile $USERS/users.acl
replica-announce-ip $SELF
# There are two copies at most: a first one does not wait for the second.
repl-diskless-sync-delay 0
masteruser replica
masterauth $REPLICA_PASSWORD
# A leader that nobody copies any more may have been replaced: what it took would be lost.
min-replicas-to-write 1
min-replicas-max-lag 10
END
[ "$leader" = "$SELF" ] || echo "replicaof $leader 6379" >>"$SCRATCH/redis.conf"
exec redis-server "$SCRATCH/redis.conf"
