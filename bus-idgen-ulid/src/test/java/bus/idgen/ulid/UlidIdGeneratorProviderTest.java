package bus.idgen.ulid;

import bus.api.spi.IdGeneratorProvider;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class UlidIdGeneratorProviderTest {

    /** What all settings have in common. */
    private abstract static class Contract extends IdGeneratorContract {

        private final Map<String, String> settings;
        private final IdOrder order;

        Contract(Map<String, String> settings, IdOrder order) {
            this.settings = settings;
            this.order = order;
        }

        @Override
        protected IdGeneratorProvider provider() {
            return new UlidIdGeneratorProvider();
        }

        @Override
        protected Map<String, String> settings() {
            return settings;
        }

        @Override
        protected Map<String, String> refusedSettings() {
            return Map.of("order", "Monotonic");
        }

        @Override
        protected IdOrder order() {
            return order;
        }
    }

    @Nested
    class ByDefault extends Contract {
        ByDefault() {
            super(Map.of(), IdOrder.strict());
        }
    }

    @Nested
    class Monotonic extends Contract {
        Monotonic() {
            super(Map.of("order", "monotonic"), IdOrder.strict());
        }
    }

    @Nested
    class Random extends Contract {
        Random() {
            super(Map.of("order", "random"), IdOrder.byTime(Duration.ofMillis(1)));
        }
    }
}
