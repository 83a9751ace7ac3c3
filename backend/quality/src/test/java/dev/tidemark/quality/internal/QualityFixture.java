package dev.tidemark.quality.internal;

import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.stores.StoreName;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A board over two fake stores, a clock that is moved by hand, and a history on a real PostgreSQL. */
final class QualityFixture {

    static final DatasetName REALTIME = new DatasetName("realtime", "orders_rt");
    static final DatasetName ARCHIVE = new DatasetName("lakehouse", "raw.events_orders");
    static final DatasetName MODEL = new DatasetName("lakehouse", "model.fact_orders");
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final FakeStore realtime = new FakeStore(StoreName.REALTIME);
    final FakeStore lakehouse = new FakeStore(StoreName.LAKEHOUSE);
    final List<Dataset> datasets = new ArrayList<>(List.of(
            Dataset.of(REALTIME, "shop", "web"),
            Dataset.of(ARCHIVE, "shop", "platform"),
            Dataset.of(MODEL, "shop", "finance")));
    final HandMovedClock clock = new HandMovedClock();
    final TideBoard board;
    final StoreJourneys journeys;

    QualityFixture() {
        Database database = Testbed.postgres();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        board = new TideBoard(
                List.of(realtime, lakehouse), () -> datasets, new TideHistory(JdbcClient.create(source)), clock);
        journeys = new StoreJourneys(List.of(realtime, lakehouse), () -> datasets, board);
        realtime.tide("orders_rt", NOON);
        lakehouse.tide("raw.events_orders", NOON.minusSeconds(30));
        lakehouse.tide("model.fact_orders", NOON.minusSeconds(600));
    }

    static final class HandMovedClock extends Clock {
        private Instant now = NOON;

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
