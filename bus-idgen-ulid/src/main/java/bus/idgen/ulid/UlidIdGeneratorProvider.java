package bus.idgen.ulid;

import bus.api.IdGenerator;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import com.github.f4b6a3.ulid.UlidFactory;
import java.util.List;

/**
 * Makes generators of <a href="https://github.com/ulid/spec">ULIDs</a> under the name {@code ulid}.
 *
 * <p>An id has 26 characters, the digits and capital letters without I, L, O and U: 10 for the milliseconds since 1970,
 * and 16 for 80 bits. Its setting is {@code order}:
 *
 * <ul>
 *   <li>{@code monotonic}, the default: within a millisecond the bits of the one before are counted on, so that every
 *       id of a generator is greater than the one before, on whatever thread. A clock that is set back by more than ten
 *       seconds starts a new sequence, whose ids are smaller.
 *   <li>{@code random}: the bits are random in every id; ids of one millisecond have no order.
 * </ul>
 *
 * <p>No two ids are the same but by a chance of 1 in 2<sup>80</sup> for any pair of one millisecond, within a process
 * and in a fleet.
 */
public final class UlidIdGeneratorProvider implements IdGeneratorProvider {

    private static final String RANDOM = "random";

    /** Called by {@link java.util.ServiceLoader}. */
    public UlidIdGeneratorProvider() {}

    @Override
    public String name() {
        return "ulid";
    }

    @Override
    public IdGenerator create(IdGeneratorSettings settings) {
        boolean random = settings.oneOf("order", List.of("monotonic", RANDOM))
                .filter(RANDOM::equals)
                .isPresent();
        UlidFactory ulids = random ? UlidFactory.newInstance() : UlidFactory.newMonotonicInstance();
        return () -> ulids.create().toString();
    }
}
