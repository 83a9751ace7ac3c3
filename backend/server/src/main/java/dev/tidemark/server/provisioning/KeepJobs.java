package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Family;
import dev.tidemark.pipelines.flink.DesiredJob;
import dev.tidemark.pipelines.topics.TopicProvisioner;
import dev.tidemark.server.PortalSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Decides which Flink jobs the definitions need: the archive, the clean rows, and the orders per minute. */
record KeepJobs(JobKeeper keeper, PortalSettings settings, String databaseUrl, String databaseUser) implements Step {

    private static final String PACKAGE = "dev.tidemark.jobs.";
    static final String MINUTES_FAMILY = "orders";

    @Override
    public String name() {
        return "submit jobs";
    }

    @Override
    public void apply(Definitions definitions) {
        keeper.keep(desired(definitions));
    }

    List<DesiredJob> desired(Definitions definitions) {
        List<Family> families = definitions.workspaces().stream()
                .flatMap(workspace -> workspace.families().stream())
                .sorted(Comparator.comparing(Family::name))
                .toList();
        List<DesiredJob> jobs = new ArrayList<>();
        jobs.add(job("archive", "archive.ArchiveJob", families, family -> true));
        jobs.add(job("clean", "clean.CleanJob", families, family -> true)
                .with("--checkpoint", settings.cleanCheckpoint().toString()));
        if (families.stream().anyMatch(family -> family.name().equals(MINUTES_FAMILY))) {
            jobs.add(job(
                    "minutes",
                    "minutes.MinutesJob",
                    families,
                    family -> family.name().equals(MINUTES_FAMILY)));
        }
        return jobs;
    }

    private DesiredJob job(String name, String mainClass, List<Family> families, Predicate<Family> chosen) {
        List<String> arguments = new ArrayList<>(List.of(
                "--kafka",
                settings.kafka(),
                "--families",
                families.stream().filter(chosen).map(KeepJobs::argument).collect(Collectors.joining(",")),
                "--registry",
                settings.portalUrl().resolve("/registry/").toString(),
                "--agg-partitions",
                Integer.toString(TopicProvisioner.AGGREGATE_PARTITIONS),
                "--lake-jdbc",
                databaseUrl,
                "--lake-user",
                databaseUser,
                "--lake-root",
                settings.lake().toString()));
        if (!settings.postgresPasswordFile().isBlank()) {
            arguments.addAll(List.of("--lake-password-file", settings.postgresPasswordFile()));
        }
        if (!settings.internalTokenFile().isBlank()) {
            arguments.addAll(List.of("--registry-token-file", settings.internalTokenFile()));
        }
        return new DesiredJob(name, PACKAGE + mainClass, arguments);
    }

    /** The form that the jobs read: name, partitions, and three durations. */
    private static String argument(Family family) {
        return String.join(
                ":",
                family.name(),
                Integer.toString(family.partitions()),
                family.realtimeKeeps().toString(),
                family.dedupWindow().toString(),
                family.allowedLateness().toString());
    }
}
