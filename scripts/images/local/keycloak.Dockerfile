# Keycloak of Maven Central (the context) on Debian’s Java, used as the official image is.
FROM portail-base:local
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless && rm -rf /var/lib/apt/lists/* \
 && useradd -u 1000 -g 0 -d /opt/keycloak keycloak
COPY --chown=1000:0 . /opt/keycloak/
USER 1000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
