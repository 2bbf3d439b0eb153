package bus.api;

import bus.api.spi.BusConfiguration;
import bus.api.spi.BusObserver;
import bus.api.spi.BusProvider;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import java.time.Instant;

/**
 * Providers, good and bad. {@link ProviderPath} loads them outside of the module, where they see no more of it than a
 * provider of somebody else's would.
 */
final class ProviderFixtures {

    private ProviderFixtures() {}

    public static final class GoodBus implements BusProvider {
        @Override
        public Bus create(BusConfiguration configuration) {
            return new StubBus("GoodBus", configuration);
        }
    }

    public static final class OtherBus implements BusProvider {
        @Override
        public Bus create(BusConfiguration configuration) {
            return new StubBus("OtherBus", configuration);
        }
    }

    public static final class NullBus implements BusProvider {
        @Override
        public Bus create(BusConfiguration configuration) {
            return null;
        }
    }

    public static final class UnmakableBus implements BusProvider {
        public UnmakableBus() {
            throw new IllegalStateException("no bus today");
        }

        @Override
        public Bus create(BusConfiguration configuration) {
            return new StubBus("UnmakableBus", configuration);
        }
    }

    public static final class ThrowingBus implements BusProvider {
        @Override
        public Bus create(BusConfiguration configuration) {
            throw new IllegalStateException("no bus today");
        }
    }

    public static final class NoProvider {}

    public static final class Watcher implements BusObserver {}

    public static final class Auditor implements BusObserver {}

    public static final class UnmakableObserver implements BusObserver {
        public UnmakableObserver() {
            throw new IllegalStateException("nothing to see");
        }
    }

    /** What the providers of id generators have in common: ids that are the name, and no settings. */
    public abstract static class NamedIds implements IdGeneratorProvider {

        private final String name;

        NamedIds(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public IdGenerator create(IdGeneratorSettings settings) {
            return () -> name;
        }
    }

    public static final class Alpha extends NamedIds {
        public Alpha() {
            super("alpha");
        }
    }

    public static final class Beta extends NamedIds {
        public Beta() {
            super("beta");
        }
    }

    public static final class SecondAlpha extends NamedIds {
        public SecondAlpha() {
            super("alpha");
        }
    }

    public static final class NullName extends NamedIds {
        public NullName() {
            super(null);
        }
    }

    public static final class BlankName extends NamedIds {
        public BlankName() {
            super(" ");
        }
    }

    public static final class MalformedName extends NamedIds {
        public MalformedName() {
            super("Al-pha");
        }
    }

    public static final class ThrowingName extends NamedIds {
        public ThrowingName() {
            super("throwingname");
        }

        @Override
        public String name() {
            throw new IllegalStateException("no name today");
        }
    }

    public static final class UnlinkableName extends NamedIds {
        public UnlinkableName() {
            super("unlinkablename");
        }

        @Override
        public String name() {
            throw new NoClassDefFoundError("some/library");
        }
    }

    public static final class UnmakableIds extends NamedIds {
        public UnmakableIds() {
            super("unmakable");
            throw new IllegalStateException("no ids today");
        }
    }

    public static final class ThrowingIds extends NamedIds {
        public ThrowingIds() {
            super("throwing");
        }

        @Override
        public IdGenerator create(IdGeneratorSettings settings) {
            throw new IllegalStateException("no ids today");
        }
    }

    public static final class UnlinkableIds extends NamedIds {
        public UnlinkableIds() {
            super("unlinkable");
        }

        @Override
        public IdGenerator create(IdGeneratorSettings settings) {
            throw new NoClassDefFoundError("some/library");
        }
    }

    public static final class OutdatedIds extends NamedIds {
        public OutdatedIds() {
            super("outdated");
        }

        @Override
        public IdGenerator create(IdGeneratorSettings settings) {
            throw new UnsupportedClassVersionError("made for a newer JVM");
        }
    }

    public static final class NullIds extends NamedIds {
        public NullIds() {
            super("nothing");
        }

        @Override
        public IdGenerator create(IdGeneratorSettings settings) {
            return null;
        }
    }

    /** Knows three settings, and shows them in its ids. */
    public static final class SettableIds extends NamedIds {
        public SettableIds() {
            super("settable");
        }

        @Override
        public IdGenerator create(IdGeneratorSettings settings) {
            String id = settings.text("word").orElse("-") + " "
                    + settings.wholeNumber("node", 0, 99).orElse(-1) + " "
                    + settings.time("initial-time", Instant.MIN, Instant.MAX)
                            .map(Object::toString)
                            .orElse("-");
            return () -> id;
        }
    }
}
