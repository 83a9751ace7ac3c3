# One process of ours: its module's jar and everything that its build wrote down as needed to run it.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
ARG MODULE
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp package -DskipTests -Dspotless.check.skip=true -pl "$MODULE" -am \
    && mkdir /jars && cp "$MODULE"/target/tidemark-*.jar /jars/ \
    && tr ':' '\n' < "$MODULE/target/runtime-classpath.txt" | xargs -I{} cp {} /jars/

FROM eclipse-temurin:25-jre
ARG MAIN
ARG HEAP=256m
ENV MAIN=$MAIN HEAP=$HEAP
RUN apt-get update -q && apt-get install -q -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 9999 --create-home --home-dir /var/lib/tidemark tidemark
COPY --from=build /jars /app
USER tidemark
VOLUME /var/lib/tidemark
ENTRYPOINT ["sh", "-c", "exec java -Xmx$HEAP -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Duser.timezone=UTC --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp '/app/*' \"$MAIN\" \"$@\"", "tidemark"]
