package dev.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityTest {

    @Test
    void findsWhatWasMeantNearestFirst() {
        List<String> types = List.of("order_cancelled", "order_placed", "page_viewed", "orders_placed");
        assertThat(Similarity.nearest("order_place", types)).containsExactly("order_placed", "orders_placed");
        assertThat(Similarity.nearest("refund", types)).isEmpty();
    }
}
