# PostgreSQL as npm’s `embedded-postgres` brings it (the context), used as the official image is: its data in a volume, which the
# first start fills with the superuser’s password.
FROM portail-base:local
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client-15 && rm -rf /var/lib/apt/lists/* \
 && ln -s /usr/lib/postgresql/15/bin/pg_isready /usr/local/bin/pg_isready \
 && groupadd -g 999 postgres && useradd -u 999 -g 999 -d /var/lib/postgresql -m postgres \
 && install -d -m 1777 /var/run/postgresql
COPY . /usr/local/postgresql/
ENV PATH=/usr/local/postgresql/bin:$PATH PGDATA=/var/lib/postgresql/18/docker
RUN printf '%s\n' '#!/bin/sh' 'set -eu' \
    'if [ ! -s "$PGDATA/PG_VERSION" ]; then' \
    '  printf %s "$POSTGRES_PASSWORD" > /tmp/password' \
    '  mkdir -p "$(dirname "$PGDATA")"' \
    '  initdb -D "$PGDATA" -U postgres --pwfile=/tmp/password --auth=scram-sha-256 $POSTGRES_INITDB_ARGS' \
    '  rm /tmp/password' \
    "  echo \"listen_addresses = '*'\" >> \"\$PGDATA/postgresql.conf\"" \
    '  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"' \
    'fi' 'exec "$@"' > /usr/local/bin/entrypoint && chmod 755 /usr/local/bin/entrypoint
USER 999:999
VOLUME /var/lib/postgresql
ENTRYPOINT ["entrypoint"]
CMD ["postgres"]
