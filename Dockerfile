# The portal as a container. Builds with nothing but this folder and Maven Central.
# (Not run by the project's own tests, which use no Docker engine.)

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY src ./src
COPY frontend ./frontend
ENV MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow" VAADIN_USAGE_STATS_ENABLED=false
# The build starts an embedded PostgreSQL to generate code from the migrations, and PostgreSQL does not run as root.
RUN useradd --create-home builder && chown -R builder /build
USER builder
RUN mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/didstock.jar extract --destination target/run

FROM eclipse-temurin:25-jre
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home didstock \
    && install -d -o didstock -g didstock /var/lib/didstock
WORKDIR /opt/didstock
COPY --from=build /build/target/run ./
COPY tenants ./tenants
USER didstock
ENV DIDSTOCK_DATA=/var/lib/didstock JAVA_OPTS="-XX:MaxRAMPercentage=70"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD curl -fsS http://127.0.0.1:8080/actuator/health/readiness || exit 1
# exec: the portal itself gets the signal to stop.
ENTRYPOINT ["/bin/sh", "-c", "exec java $JAVA_OPTS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar didstock.jar \"$@\"", "didstock"]
