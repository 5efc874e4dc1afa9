# Says which server leads: the one that a sentinel names, else the first of the list, when there is no sentinel yet.
leader() {
  for peer in $PEERS; do
    named=$(REDISCLI_AUTH=$SENTINEL_PASSWORD timeout 2 redis-cli -h "$peer" -p 26379 --user sentinel \
      sentinel get-master-addr-by-name portail 2>/dev/null | head -n 1) || continue
    case $named in '' | *\ *) continue ;; esac
    echo "$named"
    return
  done
  echo "${PEERS%% *}"
}
