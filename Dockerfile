# Two images: the gateway (default) and, for trying it out, the world around it:
#   docker build -t oqim/gateway .
#   docker build -t oqim/sandbox --target sandbox .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# Dependencies first: they change rarely, and then only this layer is made again.
COPY pom.xml ./
RUN --mount=type=cache,target=/maven mvn -B -q -Dmaven.repo.local=/maven dependency:go-offline
COPY src src
RUN --mount=type=cache,target=/maven mvn -B -q -Dmaven.repo.local=/maven -DskipTests -Pimage package \
    && mv target/gateway-*-sandbox.jar target/sandbox.jar \
    && mv target/gateway-*.jar target/gateway.jar \
    && mkdir target/sandbox-lib \
    && tr ':' '\n' <target/sandbox.classpath | xargs -I{} cp {} target/sandbox-lib/

FROM eclipse-temurin:25-jre AS extract
WORKDIR /app
COPY --from=build /build/target/gateway.jar .
RUN java -Djarmode=tools -jar gateway.jar extract --layers --destination layers

# Everything a running gateway consists of, without its start-up cache.
FROM eclipse-temurin:25-jre AS base
RUN groupadd --system --gid 10001 oqim \
    && useradd --system --uid 10001 --gid oqim --no-create-home --shell /usr/sbin/nologin oqim
WORKDIR /app
# In the order of how rarely they change.
COPY --from=extract /app/layers/dependencies/ ./
COPY --from=extract /app/layers/spring-boot-loader/ ./
COPY --from=extract /app/layers/snapshot-dependencies/ ./
COPY --from=extract /app/layers/application/ ./

# One start without stores teaches the JVM what a start needs (JEP 514). The flags must be those of the last stage.
FROM base AS train
RUN java -XX:AOTCacheOutput=gateway.aot -XX:+UseParallelGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        -Dspring.aot.enabled=true -Dspring.context.exit=onRefresh -jar gateway.jar \
        --spring.liquibase.enabled=false --spring.liquibase.url=jdbc:postgresql://127.0.0.1:1/none \
        --spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:1/none --spring.r2dbc.username=none \
        --gateway.crypto.key="$(head -c 32 /dev/urandom | base64)" \
        --gateway.cards.vault.current=1 \
        --gateway.cards.vault.keys.1="$(head -c 32 /dev/urandom | base64)" \
        --gateway.cards.vault.index-key="$(head -c 32 /dev/urandom | base64)" \
    && test -s gateway.aot

# Its counterparties listen on loopback, so it runs beside the gateway: --network container:<gateway>, or a side-car.
FROM eclipse-temurin:25-jre AS sandbox
RUN groupadd --system --gid 10001 oqim \
    && useradd --system --uid 10001 --gid oqim --no-create-home --shell /usr/sbin/nologin oqim \
    && install -d -o oqim -g oqim /data
COPY --from=build /build/target/sandbox-lib/ /app/lib/
COPY --from=build /build/target/sandbox.jar /app/
USER 10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8090 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q UP <&3"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+UseCompactObjectHeaders", \
    "--enable-native-access=ALL-UNNAMED", "-cp", "/app/sandbox.jar:/app/lib/*", "sandbox.SandboxMain", "--data=/data"]

FROM base AS gateway
COPY --from=train /app/gateway.aot ./
USER 10001
EXPOSE 8443 8543 9090
STOPSIGNAL SIGTERM
# Liveness, not readiness: a gateway whose database is away must not be restarted for it. The status decides: of what lives in a
# node some may be UP and another not.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
# A cache that does not fit costs time only: the JVM says so and starts without it. Which beans there are was decided by the
# build (ADR 53). The nursery grows to what two cores need and no further, and what compilers leave behind goes back.
ENTRYPOINT ["java", "-XX:AOTCache=gateway.aot", "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=60", "-Xms224m", \
    "-XX:NewSize=96m", "-XX:MaxNewSize=200m", "-XX:TrimNativeHeapInterval=30000", "-XX:+UseCompactObjectHeaders", \
    "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Dspring.aot.enabled=true", "-jar", "gateway.jar"]
