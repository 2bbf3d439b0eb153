package bus.idgen.uuid;

import bus.api.spi.IdGeneratorProvider;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;

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
}
