package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.ProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ids of every generator jar in every setting, taken from the events of a bus. */
class IdGeneratorJarsTest {

    private static final int THREADS = 8;

    /** The profile {@code full-ids} sets five millions. */
    private static final int IDS = Integer.getInteger("ids.of.each.thread", 50_000);

    private static Bus bus(String name, String key, String value) {
        Bus bus = Bus.builder().idGenerator(name).idGeneratorSetting(key, value).build();
        bus.registerTopics("x");
        return bus;
    }

    private static String[] ids(Bus bus) {
        String[] ids = new String[IDS];
        Arrays.setAll(ids, i -> bus.emit("x", "data").id());
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "snowflake, sequencer, second, '[0-9A-Za-z]{16}', true",
        "snowflake, sequencer, millisecond, '[0-9A-Za-z]{16}', true",
        "snowflake, sequencer, nanosecond, '[0-9A-Za-z]{16}', true",
        "ulid, order, monotonic, '[0-9A-HJKMNP-TV-Z]{26}', true",
        "ulid, order, random, '[0-9A-HJKMNP-TV-Z]{26}', false",
        "uuid, version, 1, '[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', false",
        "uuid, version, 4, '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', false",
        "uuid, version, 6, '[0-9a-f]{8}-[0-9a-f]{4}-6[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', true",
        "uuid, version, 7, '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', false",
    })
    void noIdIsGivenTwiceByTwoBusesToManyThreads(String name, String key, String value, String form, boolean ordered)
            throws Exception {
        List<Bus> buses = List.of(bus(name, key, value), bus(name, key, value));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<String[]>> taking = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Bus bus = buses.get(i % 2);
                taking.add(threads.submit(() -> ids(bus)));
            }
            String[] all = new String[THREADS * IDS];
            for (int i = 0; i < THREADS; i++) {
                String[] own = taking.get(i).get();
                assertThat(own[0]).matches(form);
                assertThat(own[IDS - 1]).matches(form);
                if (ordered) {
                    assertThat(firstNotAbove(own)).isEqualTo("none");
                }
                System.arraycopy(own, 0, all, i * IDS, IDS);
            }
            Arrays.parallelSort(all);
            assertThat(firstNotAbove(all)).isEqualTo("none");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns the first id that is not greater than the one before it, so that of sorted ones no two are the same. */
    private static String firstNotAbove(String[] ids) {
        for (int i = 1; i < ids.length; i++) {
            if (ids[i - 1].compareTo(ids[i]) >= 0) {
                return ids[i - 1] + " " + ids[i];
            }
        }
        return "none";
    }

    @Test
    void ofAllTheJarsNoneIsPickedSilently() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(Bus::create)
                .withMessageStartingWith(
                        "one of several id generators must be named: idGenerator=(none named), found=[snowflake (")
                .withMessageContaining(", ulid (")
                .withMessageContaining(", uuid (");
    }
}
