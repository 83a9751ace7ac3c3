package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.internal.Json;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.MaskKeys;
import dev.tidemark.router.policy.PolicyBook;
import dev.tidemark.router.quota.Quotas;
import dev.tidemark.router.rest.QueryController;
import dev.tidemark.router.rest.RollupController;
import dev.tidemark.router.rest.UsageController;
import dev.tidemark.router.rollup.RollupBook;
import dev.tidemark.router.rollup.RollupProof;
import dev.tidemark.router.rollup.RollupTable;
import dev.tidemark.router.usage.UsageLog;
import dev.tidemark.router.usage.UsageReport;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The router and its REST door. Needs the stores, the catalogs and their policies as beans; takes a {@link PriceBook}, {@link RouterSettings},
 * {@link KnownIncidents} and {@link Askers} when there are any.
 */
@Configuration(proxyBeanMethods = false)
public class RouterConfiguration {

    /** Of the usage log; enough for every table that is asked often. */
    private static final int LEARNT_SPANS = 2_000;

    /** Less than stores may be behind with what they say of their tables. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    @Bean
    Receipts receipts(JdbcOperations jdbc, ObjectProvider<RouterSettings> settings) {
        return new Receipts(
                jdbc, settings.getIfAvailable(() -> RouterSettings.DEFAULT).receiptsKept(), Clock.systemUTC());
    }

    @Bean
    UsageLog usageLog(JdbcOperations jdbc, ObjectProvider<RouterSettings> settings) {
        return new UsageLog(
                jdbc,
                settings.getIfAvailable(() -> RouterSettings.DEFAULT).usageKept(),
                Clock.systemUTC(),
                Json::write);
    }

    @Bean
    RollupBook rollupBook(JdbcClient jdbc) {
        return new RollupBook(new RollupTable(jdbc));
    }

    @Bean
    Rollups rollups(Supplier<Map<String, MetricCatalog>> catalogs, RollupBook book, Router router, JdbcClient jdbc) {
        return new Rollups(catalogs, book, router, new UsageReport(jdbc), Clock.systemUTC());
    }

    @Bean
    RollupController rollupController(Rollups rollups, ObjectProvider<Askers> askers) {
        return new RollupController(rollups, askers.getIfAvailable(() -> Askers::byName));
    }

    @Bean
    UsageController usageController(JdbcClient jdbc, Router router) {
        return new UsageController(new UsageReport(jdbc), router, Clock.systemUTC());
    }

    /** The key is made once and kept in PostgreSQL, so that hashes stay the same. */
    @Bean
    MaskHash maskHash(JdbcClient jdbc) {
        return new MaskHash(MaskKeys.ofInstallation(jdbc));
    }

    @Bean
    Router router(
            Supplier<Map<String, MetricCatalog>> catalogs,
            List<Store> builtIn,
            ObjectProvider<ConnectedStores> connected,
            ObjectProvider<PriceBook> prices,
            ObjectProvider<RouterSettings> settings,
            PolicyBook policies,
            Quotas.Limits limits,
            Receipts receipts,
            UsageLog usage,
            RollupBook rollups,
            ObjectProvider<KnownIncidents> incidents,
            JdbcClient jdbc) {
        UsageReport report = new UsageReport(jdbc);
        Router router = new Router(
                catalogs,
                () -> Stream.concat(builtIn.stream(), connected.stream().flatMap(more -> more.get().stream()))
                        .toList(),
                prices.getIfAvailable(() -> PriceBook.DEFAULT),
                settings.getIfAvailable(() -> RouterSettings.DEFAULT.withMoment(MOMENT)),
                new Safeguards(
                        policies,
                        new Quotas(limits, report::used, Clock.systemUTC()),
                        RollupProof.inBackground(rollups),
                        receipts::keep,
                        usage::keep,
                        incidents.getIfAvailable(() -> KnownIncidents.NONE)),
                Clock.systemUTC());
        router.learn(report.latestSpans(LEARNT_SPANS));
        return router;
    }

    @Bean
    QueryController queryController(Router router, Receipts receipts, ObjectProvider<Askers> askers) {
        return new QueryController(router, receipts, askers.getIfAvailable(() -> Askers::byName));
    }
}
