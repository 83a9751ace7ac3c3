package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.Bank.Payment;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbBridgeTest extends BridgeSweep {

    private static final Instant FRESH = Bank.NOW.minusSeconds(1);

    private static MemoryStore batch(Bank bank, Predicate<Payment> which, Instant completeThrough) {
        return dimensions(new MemoryStore(StoreName.WAREHOUSE), "model.", bank)
                .with("model.payments", bank.payments(which), completeThrough, Instant.EPOCH);
    }

    private static MemoryStore dimensions(MemoryStore store, String prefix, Bank bank) {
        return store.with(prefix + "holders", bank.holders(), FRESH, Instant.EPOCH)
                .with(prefix + "customers", bank.allCustomers(), FRESH, Instant.EPOCH)
                .with(prefix + "countries", Bank.countries(), FRESH, Instant.EPOCH);
    }

    @Override
    protected Asking asking(long seed, Bank bank) {
        MemoryStore store = batch(bank, any -> true, FRESH);
        Router router = Bank.router("warehouse", "model", store);
        return new Asking() {
            @Override
            public Router router() {
                return router;
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** Both stores have the bridge; rows lie in one of them or in both. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void partsOfARangeAnswerAsOneTable(long seed) {
        Random random = new Random(seed);
        Bank bank = Bank.random(random);
        NaiveBank naive = new NaiveBank(bank);
        Instant boundary = Bank.NOW.minus(Duration.ofHours(1 + random.nextInt(60 * 24)));
        Instant kept = boundary.minus(Duration.ofHours(random.nextInt(200)));
        try (MemoryStore batch = batch(bank, payment -> payment.at().isBefore(boundary), boundary);
                MemoryStore realtime = dimensions(new MemoryStore(StoreName.REALTIME), "", bank)
                        .with(
                                "payments_rt",
                                bank.payments(payment -> !payment.at().isBefore(kept)),
                                FRESH,
                                kept)) {
            Router router = Bank.router("warehouse", "model", batch, realtime);
            for (int i = 0; i < 25; i++) {
                BankQuestion asked = question(random);
                Answer answer = router.answer(asked.query(), Shop.ASKER);
                assertThat(answer.receipt().spans()).extracting(Span::store).contains("warehouse", "realtime");
                assertThat(NaiveBank.texts(answer.rows()))
                        .as("%s of %s", asked.query(), bank)
                        .containsExactlyInAnyOrderElementsOf(naive.answer(asked));
            }
        }
    }
}
