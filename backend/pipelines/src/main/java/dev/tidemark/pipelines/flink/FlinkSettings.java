package dev.tidemark.pipelines.flink;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where Flink and the jobs are.
 *
 * @param rest the cluster's REST address
 * @param jobsJar the jar of the jobs module; the file {@code runtime-classpath.txt} beside it lists what it needs. Only read to plan
 *     jobs: the cluster has the classes on its own class path
 * @param checkpoints directory that the cluster writes checkpoints to, seen from here
 * @param savepoints directory for savepoints, as the cluster sees it
 */
public record FlinkSettings(URI rest, Path jobsJar, Path checkpoints, Path savepoints) {}
