package dev.tidemark.pipelines.topics;

import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics of families and makes existing ones fit. Never deletes, and never takes partitions away. */
public final class TopicProvisioner implements AutoCloseable {

    /** Partitions of the topic of a windowed aggregate. */
    public static final int AGGREGATE_PARTITIONS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final long TIMEOUT_SECONDS = 30;

    private final Admin admin;
    private final TopicSettings settings;

    public TopicProvisioner(String bootstrap, TopicSettings settings) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tidemark-topics"));
        this.settings = settings;
    }

    /**
     * Safe to call again, and from several portals at once.
     *
     * @param aggregates names of windowed aggregates, each a compacted topic
     * @throws ProblemException {@link TopicProblem#TOPICS_NOT_READY}
     */
    public void ensure(Collection<FamilyTopics> families, Collection<String> aggregates) {
        List<TopicPlan> plans = new ArrayList<>();
        families.forEach(family -> plans.addAll(TopicPlan.of(settings, family)));
        aggregates.forEach(name -> plans.add(TopicPlan.aggregate(settings, name, AGGREGATE_PARTITIONS)));
        try {
            Map<String, TopicDescription> existing = existing(plans);
            create(plans.stream()
                    .filter(plan -> !existing.containsKey(plan.name()))
                    .toList());
            List<TopicPlan> old = plans.stream()
                    .filter(plan -> existing.containsKey(plan.name()))
                    .toList();
            addPartitions(old, existing);
            correct(old);
        } catch (ExecutionException e) {
            throw notReady(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw notReady(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notReady(e);
        }
    }

    private static ProblemException notReady(Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ProblemException(TopicProblem.TOPICS_NOT_READY, why).because(cause);
    }

    private Map<String, TopicDescription> existing(List<TopicPlan> plans)
            throws ExecutionException, InterruptedException, TimeoutException {
        Collection<String> all = wait(admin.listTopics().names());
        List<String> names =
                plans.stream().map(TopicPlan::name).filter(all::contains).toList();
        return names.isEmpty() ? Map.of() : wait(admin.describeTopics(names).allTopicNames());
    }

    private void create(List<TopicPlan> plans) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, KafkaFuture<Void>> created = admin.createTopics(plans.stream()
                        .map(plan -> new NewTopic(plan.name(), plan.partitions(), settings.replication())
                                .configs(plan.configuration()))
                        .toList())
                .values();
        for (Map.Entry<String, KafkaFuture<Void>> topic : created.entrySet()) {
            try {
                wait(topic.getValue());
                LOG.info("Created topic {}", topic.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void addPartitions(List<TopicPlan> plans, Map<String, TopicDescription> existing)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, NewPartitions> more = new HashMap<>();
        for (TopicPlan plan : plans) {
            TopicDescription topic = existing.get(plan.name());
            if (topic != null && topic.partitions().size() < plan.partitions()) {
                more.put(plan.name(), NewPartitions.increaseTo(plan.partitions()));
            }
        }
        if (!more.isEmpty()) {
            wait(admin.createPartitions(more).all());
            LOG.info("Added partitions to {}", more.keySet());
        }
    }

    private void correct(List<TopicPlan> plans) throws ExecutionException, InterruptedException, TimeoutException {
        List<ConfigResource> topics = plans.stream()
                .map(plan -> new ConfigResource(ConfigResource.Type.TOPIC, plan.name()))
                .toList();
        if (topics.isEmpty()) {
            return;
        }
        Map<ConfigResource, Config> current = wait(admin.describeConfigs(topics).all());
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (TopicPlan plan : plans) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
            List<AlterConfigOp> wrong = wrong(plan, current.get(topic));
            if (!wrong.isEmpty()) {
                changes.put(topic, wrong);
            }
        }
        if (!changes.isEmpty()) {
            wait(admin.incrementalAlterConfigs(changes).all());
            LOG.info("Corrected the configuration of {}", changes.keySet());
        }
    }

    private static List<AlterConfigOp> wrong(TopicPlan plan, @Nullable Config current) {
        List<AlterConfigOp> wrong = new ArrayList<>();
        plan.configuration().forEach((key, value) -> {
            ConfigEntry entry = current == null ? null : current.get(key);
            if (entry == null || !value.equals(entry.value())) {
                wrong.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
            }
        });
        return wrong;
    }

    private static <T> T wait(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}
