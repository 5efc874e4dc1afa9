# Debian’s Redis, used as the official image is.
FROM portail-base:local
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server && rm -rf /var/lib/apt/lists/* \
 && install -d -o 999 -g 999 /data
WORKDIR /data
VOLUME /data
CMD ["redis-server"]
