# The official Flink with the jobs on its own class path: jars sent along with each job would fill the metaspace.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp package -DskipTests -Dspotless.check.skip=true -pl backend/jobs -am \
    && mkdir /jars && cp backend/jobs/target/tidemark-*.jar /jars/ \
    && tr ':' '\n' < backend/jobs/target/runtime-classpath.txt | grep -v -E '/(slf4j|log4j|logback)-' | xargs -I{} cp {} /jars/

FROM flink:2.3.0-java17
COPY --from=build /jars /opt/flink/lib
RUN mkdir -p /var/lib/tidemark/data/flink && chown -R flink:flink /var/lib/tidemark
