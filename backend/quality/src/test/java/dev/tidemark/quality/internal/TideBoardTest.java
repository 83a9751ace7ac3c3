package dev.tidemark.quality.internal;

import static dev.tidemark.quality.internal.QualityFixture.ARCHIVE;
import static dev.tidemark.quality.internal.QualityFixture.MODEL;
import static dev.tidemark.quality.internal.QualityFixture.NOON;
import static dev.tidemark.quality.internal.QualityFixture.REALTIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.TideSample;
import dev.tidemark.quality.Tides;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class TideBoardTest {

    private final QualityFixture fixture = new QualityFixture();
    private final TideBoard board = fixture.board;

    private Freshness now(DatasetName name) {
        return board.now().stream()
                .filter(tide -> tide.dataset().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyDatasetIsAskedAndStandsAgainstItsPromise() {
        board.look();

        assertThat(board.now().stream().map(tide -> tide.dataset().name())).containsExactly(MODEL, ARCHIVE, REALTIME);
        assertThat(now(REALTIME).completeThrough()).contains(NOON);
        assertThat(now(REALTIME).state(NOON.plusSeconds(15))).isEqualTo(FreshnessState.FRESH);
        assertThat(now(REALTIME).state(NOON.plusSeconds(16))).isEqualTo(FreshnessState.LATE);
        assertThat(now(REALTIME).state(NOON.plusSeconds(61))).isEqualTo(FreshnessState.BROKEN);
        assertThat(now(ARCHIVE).age(NOON)).contains(Duration.ofSeconds(30));
        assertThat(now(MODEL).state(NOON)).isEqualTo(FreshnessState.FRESH);
    }

    @Test
    void aStoreThatCannotSayKeepsItsLastWordAndSaysWhy() {
        board.look();
        fixture.realtime.away(true);
        fixture.clock.advance(Duration.ofSeconds(5));
        board.look();

        assertThat(now(REALTIME).completeThrough()).as("the last known").contains(NOON);
        assertThat(now(REALTIME).trouble().orElse("")).contains("unplugged");
        assertThat(now(REALTIME).checkedAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(now(ARCHIVE).trouble()).isEmpty();
    }

    @Test
    void aDatasetNobodyEverHeardOfIsUnknownOrBroken() {
        fixture.realtime.tide("orders_rt", Instant.EPOCH);
        fixture.lakehouse.away(true);
        board.look();

        assertThat(now(REALTIME).completeThrough()).isEmpty();
        assertThat(now(REALTIME).state(NOON)).isEqualTo(FreshnessState.UNKNOWN);
        assertThat(now(ARCHIVE).state(NOON)).isEqualTo(FreshnessState.BROKEN);
    }

    @Test
    void aTableThatWasNeverMadeIsNoTroubleBeforeItHasHadItsTime() {
        fixture.realtime.forget("orders_rt");
        board.look();
        assertThat(now(REALTIME).state(NOON)).isEqualTo(FreshnessState.UNKNOWN);

        fixture.clock.advance(Duration.ofSeconds(14));
        board.look();
        assertThat(now(REALTIME).trouble()).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(1));
        board.look();
        assertThat(now(REALTIME).state(fixture.clock.instant())).isEqualTo(FreshnessState.BROKEN);
        assertThat(now(REALTIME).trouble().orElse("")).contains("orders_rt");
    }

    @Test
    void aTableThatIsGoneIsTroubleAtOnce() {
        board.look();
        fixture.realtime.forget("orders_rt");
        board.look();

        assertThat(now(REALTIME).trouble()).isPresent();
    }

    @Test
    void listenersHearWhatMovedAndOneThatFailsDisturbsNobody() {
        List<Set<DatasetName>> heard = new ArrayList<>();
        board.onChange(moved -> {
            throw new IllegalStateException("a listener of no use");
        });
        Tides.Subscription subscription = board.onChange(heard::add);
        board.look();
        board.look();
        fixture.realtime.tide("orders_rt", NOON.plusSeconds(1));
        board.look();
        subscription.close();
        fixture.realtime.tide("orders_rt", NOON.plusSeconds(2));
        board.look();

        assertThat(heard).containsExactly(Set.of(REALTIME, ARCHIVE, MODEL), Set.of(REALTIME));
    }

    @Test
    void aDatasetThatIsNoLongerDefinedIsForgotten() {
        board.look();
        fixture.datasets.removeIf(dataset -> dataset.name().equals(MODEL));
        board.look();

        assertThat(board.now()).noneMatch(tide -> tide.dataset().name().equals(MODEL));
    }

    @Test
    void samplesAreTakenEveryFifteenSecondsAndKeptWithTheirState() {
        board.look();
        fixture.clock.advance(Duration.ofSeconds(10));
        board.look();
        fixture.clock.advance(Duration.ofSeconds(10));
        board.look();

        List<TideSample> realtime = board.history(Duration.ofHours(1)).stream()
                .filter(sample -> sample.dataset().equals(REALTIME))
                .toList();
        assertThat(realtime.stream().map(TideSample::sampledAt)).containsExactly(NOON, NOON.plusSeconds(20));
        assertThat(realtime.stream().map(TideSample::state)).containsExactly(FreshnessState.FRESH, FreshnessState.LATE);
        assertThat(realtime)
                .allSatisfy(sample -> assertThat(sample.completeThrough()).contains(NOON));
        assertThat(board.history(Duration.ofSeconds(5)).stream().map(TideSample::sampledAt))
                .containsOnly(NOON.plusSeconds(20));
    }

    @Test
    void itRemembersWhenADatasetWasFirstSeenCompleteThroughAnInstant() {
        board.look();
        fixture.clock.advance(Duration.ofSeconds(3));
        fixture.realtime.tide("orders_rt", NOON.plusSeconds(2));
        board.look();
        fixture.clock.advance(Duration.ofSeconds(3));
        board.look();

        assertThat(board.firstThrough(REALTIME, NOON.plusSeconds(1))).contains(NOON.plusSeconds(3));
        assertThat(board.firstThrough(REALTIME, NOON.plusSeconds(9))).isEmpty();
    }
}
