package bus.idgen.uuid;

import bus.api.IdGenerator;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import com.fasterxml.uuid.EthernetAddress;
import com.fasterxml.uuid.Generators;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes generators of UUIDs (<a href="https://www.rfc-editor.org/rfc/rfc9562">RFC 9562</a>) under the name
 * {@code uuid}.
 *
 * <p>An id has 36 characters, lower-case hexadecimal digits and hyphens. Its setting is {@code version}:
 *
 * <ul>
 *   <li>{@code 7}, the default: the milliseconds since 1970, then random bits, which are counted on within a
 *       millisecond. Ids sort as text by the millisecond; threads that read the clock in another order than they get
 *       their ids may see one that is smaller than the one before.
 *   <li>{@code 6}: 100-nanosecond steps since 1582 in an order that sorts as text, with a random node.
 *   <li>{@code 1}: the same time in an order that does not sort, with a random node.
 *   <li>{@code 4}: 122 random bits, without any order, by the JDK.
 * </ul>
 *
 * <p>The node of the versions 1 and 6 is drawn at random, as the RFC allows; the address of a network card would tell
 * where an id was made. All generators of a process share one timer, so that the node need not tell them apart. It has
 * 10,000 ids in a millisecond; more than that for long, or a clock that was set back, make it sleep for milliseconds.
 * An interrupt that comes while it sleeps is lost; one that came before is kept.
 */
public final class UuidIdGeneratorProvider implements IdGeneratorProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public UuidIdGeneratorProvider() {}

    @Override
    public String name() {
        return "uuid";
    }

    @Override
    public IdGenerator create(IdGeneratorSettings settings) {
        Supplier<UUID> uuids =
                switch (settings.oneOf("version", List.of("1", "4", "6", "7")).orElse("7")) {
                    case "1" -> keepingInterrupt(Generators.timeBasedGenerator(randomNode())::generate);
                    case "4" -> UUID::randomUUID; // the library, 5.2.0, fills 56 of the bits from 56 others
                    case "6" -> keepingInterrupt(Generators.timeBasedReorderedGenerator(randomNode())::generate);
                    default -> Generators.timeBasedEpochGenerator()::generate;
                };
        return () -> uuids.get().toString();
    }

    private static EthernetAddress randomNode() {
        return EthernetAddress.constructMulticastAddress();
    }

    /** Keeps the flag of a thread that is interrupted already: the timer of the library takes it where it sleeps. */
    static Supplier<UUID> keepingInterrupt(Supplier<UUID> uuids) {
        return () -> {
            boolean interrupted = Thread.interrupted();
            try {
                return uuids.get();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
