package dev.tidemark.collector.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.collector.Example;
import dev.tidemark.events.CollectionConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    @Test
    void aNewVersionKeepsWhatASourceHasAlreadySpent() {
        Directory before = Directory.of(Example.config(""), null, 10);
        assertThat(before.source(Example.SLOW_KEY).admit(10)).isZero();
        Directory after = Directory.of(Example.config(""), before, 10);
        assertThat(after.source(Example.SLOW_KEY).admit(10)).isPositive();
    }

    @Test
    void aKeyThatNobodyHasOpensNothing() {
        Directory directory = Directory.of(Example.config(""), null, 10);
        assertThat(directory.source(Example.STRICT_KEY).source().name()).isEqualTo("web-shop");
        assertThatThrownBy(() -> directory.source("guess")).hasMessageContaining("belongs to no source");
    }

    @Test
    void aBrokenSchemaTakesOnlyItsOwnVersionAway() {
        CollectionConfig good = Example.config("");
        List<CollectionConfig.Type> types = new ArrayList<>(good.types());
        types.add(
                new CollectionConfig.Type("broken", "orders", 1, List.of(Example.version(1, 99, "{'type':'recrod'}"))));
        Directory directory =
                Directory.of(new CollectionConfig("v2", good.sources(), good.families(), types), null, 10);
        assertThat(directory.unusable()).singleElement().asString().contains("broken version 1");
        assertThat(directory.route("order_placed")).isNotNull();
    }
}
