package bus.idgen.uuid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bus.api.spi.IdGeneratorProvider;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidIdGeneratorProviderTest {

    /** What all versions have in common. */
    private abstract static class Contract extends IdGeneratorContract {

        private final String version;
        private final IdOrder order;

        Contract(String version, IdOrder order) {
            this.version = version;
            this.order = order;
        }

        @Override
        protected IdGeneratorProvider provider() {
            return new UuidIdGeneratorProvider();
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("version", version);
        }

        @Override
        protected Map<String, String> refusedSettings() {
            return Map.of("version", "3");
        }

        @Override
        protected IdOrder order() {
            return order;
        }
    }

    @Nested
    class Version1 extends Contract {
        Version1() {
            super("1", IdOrder.none());
        }
    }

    @Nested
    class Version4 extends Contract {
        Version4() {
            super("4", IdOrder.none());
        }
    }

    @Nested
    class Version6 extends Contract {
        Version6() {
            super("6", IdOrder.strict());
        }
    }

    @Nested
    class Version7 extends Contract {
        Version7() {
            super("7", IdOrder.byTime(Duration.ofMillis(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFlagOfAThreadStaysAsItWasThoughTheLibraryTakesIt(boolean interrupted) {
        boolean[] seen = new boolean[1];
        Supplier<UUID> sleeping = UuidIdGeneratorProvider.keepingInterrupt(() -> {
            seen[0] = Thread.interrupted();
            return new UUID(0, 1);
        });
        if (interrupted) {
            Thread.currentThread().interrupt();
        }

        assertEquals(new UUID(0, 1), sleeping.get());

        assertFalse(seen[0], "the library would end its sleep");
        assertEquals(interrupted, Thread.interrupted());
    }
}
