package bus.idgen.ulid;

import bus.api.spi.IdGeneratorProvider;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class UlidIdGeneratorProviderTest {

    /** What both orders have in common. */
    private abstract static class Contract extends IdGeneratorContract {

        @Override
        protected IdGeneratorProvider provider() {
            return new UlidIdGeneratorProvider();
        }

        @Override
        protected Map<String, String> refusedSettings() {
            return Map.of("order", "Monotonic");
        }
    }

    @Nested
    class ByDefault extends Contract {

        @Override
        protected IdOrder order() {
            return IdOrder.strict();
        }
    }

    @Nested
    class Monotonic extends Contract {

        @Override
        protected Map<String, String> settings() {
            return Map.of("order", "monotonic");
        }

        @Override
        protected IdOrder order() {
            return IdOrder.strict();
        }
    }

    @Nested
    class Random extends Contract {

        @Override
        protected Map<String, String> settings() {
            return Map.of("order", "random");
        }

        @Override
        protected IdOrder order() {
            return IdOrder.byTime(Duration.ofMillis(1));
        }
    }
}
