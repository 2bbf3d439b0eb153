package bus.idgen.uuid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeRandomTest {

    /** Tells whether bytes 2 to 5 of the first half are bytes 1 to 4 of the second. */
    private static boolean isRepeated(UUID id) {
        return (id.getMostSignificantBits() >>> 16 & 0xFFFFFFFFL)
                == (id.getLeastSignificantBits() >>> 24 & 0xFFFFFFFFL);
    }

    private static Stream<UUID> uuids(Random random) {
        return Stream.generate(Generators.randomBasedGenerator(random)::generate)
                .limit(1_000);
    }

    @Test
    void aUuidIsRandomInBothHalves() {
        assertThat(uuids(new WholeRandom())).noneMatch(WholeRandomTest::isRepeated);
    }

    /** When this fails the library is mended, and WholeRandom can go. */
    @Test
    void theLibraryRepeatsBitsOfASecureRandom() {
        assertThat(uuids(new SecureRandom())).allMatch(WholeRandomTest::isRepeated);
    }
}
