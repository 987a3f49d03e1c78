# One image for the services and the ghl-sync command; what runs is chosen by the command, see docker-compose.yml.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -Dquick -pl ingest-gateway,sync-streams,outbound-pusher,event-sink,cli -am package
# Each service with exactly the class path it was built with.
RUN set -e; \
    for module in ingest-gateway sync-streams outbound-pusher event-sink cli; do \
      mkdir -p /app/$module; \
      cp $module/target/$module-*.jar /app/$module/; \
      tr ':' '\n' < $module/target/classpath | xargs -I{} cp {} /app/$module/; \
    done

FROM eclipse-temurin:25.0.3_9-jre
RUN useradd --system --uid 10001 ghlsync && mkdir -p /data && chown ghlsync /data
COPY --from=build /app /app
USER ghlsync
WORKDIR /data
VOLUME /data
# The JVM is process 1 and gets the signals of docker stop.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
CMD ["-cp", "/app/cli/*", "dev.ghlsync.cli.GhlSync", "--help"]
