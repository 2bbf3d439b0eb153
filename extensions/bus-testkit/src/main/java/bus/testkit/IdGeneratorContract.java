package bus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bus.api.IdGenerator;
import bus.api.ProviderException;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.TicketIdGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What every id generator of the bus must do, as tests of JUnit 5. Its author extends this class, and overrides
 * {@link #provider()} to make the provider and {@link #order()} to say what order the ids have.
 *
 * <pre>{@code
 * class SerialIdsTest extends IdGeneratorContract {
 *     protected IdGeneratorProvider provider() {
 *         return ServiceLoader.load(IdGeneratorProvider.class).findFirst().orElseThrow();
 *     }
 *
 *     protected IdOrder order() {
 *         return IdOrder.strict();
 *     }
 * }
 * }</pre>
 *
 * <p>One class tests one combination of settings; for others there are further classes, which may be nested in one. The
 * tests run inside the module of the provider and outside of it, on the module path and on the class path.
 *
 * <p>A test that takes more than 120 seconds fails, so that a generator that hangs is told. Tests wait for nothing but
 * the system clock, and that for two seconds at most. A test that has nothing to look at, such as that of tickets where
 * there are none, is shown as aborted.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class IdGeneratorContract {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int THREADS = 8;
    private static final int HAND_OVERS = 2_000;

    /** How long the order by time is looked at, and in how many steps at most. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private static final int MOST_STEPS = 200;
    private static final int IDS_OF_A_STEP = 100;
    private static final InstantSource SYSTEM_CLOCK = InstantSource.system();

    /** Has nothing to set up. */
    protected IdGeneratorContract() {}

    /**
     * Makes the provider under test, as {@link java.util.ServiceLoader} would.
     *
     * @return a new provider
     */
    protected abstract IdGeneratorProvider provider();

    /**
     * Says what order the ids have with {@link #settings()}.
     *
     * @return the order
     */
    protected abstract IdOrder order();

    /**
     * Says with which settings the generator is tested.
     *
     * @return the values by their keys; none by default
     */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Says which values the provider refuses.
     *
     * @return a bad value for each key that can have one; none by default
     */
    protected Map<String, String> refusedSettings() {
        return Map.of();
    }

    /**
     * Says how many ids each of eight threads takes.
     *
     * @return a number from 1; 20,000 by default
     */
    protected int idsOfEachThread() {
        return 20_000;
    }

    // ---- The provider ----

    /**
     * {@link java.util.ServiceLoader} can make a provider: it is public, and so is its constructor without parameters.
     */
    @Test
    public final void theProviderIsPublicWithAPublicConstructor() {
        ProviderFiles.of(provider()).requirePublicConstructor();
    }

    /** {@link java.util.ServiceLoader} finds the provider. */
    @Test
    public final void theProviderIsFound() {
        ProviderFiles.of(provider()).requireFound();
    }

    /** There is a module descriptor, and it provides the provider, for those who have it on the module path. */
    @Test
    public final void theModuleDescriptorProvidesTheProvider() {
        ProviderFiles.of(provider()).requireProvidedByDescriptor();
    }

    /**
     * There is a file in {@code META-INF/services} that names the provider, for those who have it on the class path.
     */
    @Test
    public final void theServicesFileNamesTheProvider() {
        ProviderFiles.of(provider()).requireNamedByServicesFile();
    }

    /** The name is one that can be part of a system property and of an environment variable, and is always the same. */
    @Test
    public final void theNameIsAWord() {
        IdGeneratorProvider provider = provider();
        String name = provider.name();
        assertTrue(
                name != null && NAME.matcher(name).matches(),
                () -> "name must match " + NAME + ": name=" + name + "; the generator is chosen by it");
        assertEquals(name, provider.name(), "name must be the same each time");
        assertEquals(name, provider().name(), "name must be the same of each provider");
    }

    // ---- Settings ----

    /** The provider asks for each setting that the test gives: one that it does not ask for is an error to the user. */
    @Test
    public final void eachSettingIsAskedFor() {
        GivenSettings settings = new GivenSettings(settings());
        create(provider(), settings);
        Set<String> ignored = new TreeSet<>(settings().keySet());
        ignored.removeAll(settings.asked());
        assertTrue(
                ignored.isEmpty(),
                () -> "setting must be asked for: ignored=" + ignored + ", asked=" + settings.asked()
                        + "; else the user is told that it is unknown");
    }

    /**
     * The provider asks for the same settings whatever their values: one that it asks for in some cases alone is
     * reported as unknown in the others.
     */
    @Test
    public final void theSameSettingsAreAskedForWhateverTheirValues() {
        assumeFalse(settings().isEmpty(), "there are no settings to compare with none");
        GivenSettings given = new GivenSettings(settings());
        create(provider(), given);
        GivenSettings none = new GivenSettings(Map.of());
        try {
            create(provider(), none);
        } catch (ProviderException e) {
            return; // a setting without a default, told as it should be
        }
        assertEquals(
                none.asked(),
                given.asked(),
                "keys that are asked for must not depend on values: without settings and with " + settings());
    }

    /**
     * The keys are words in lower case joined by hyphens, as others cannot be set by the builder or the environment.
     */
    @Test
    public final void keysAreWordsJoinedByHyphens() {
        GivenSettings settings = new GivenSettings(settings());
        create(provider(), settings);
        for (String key : settings.asked()) {
            assertTrue(KEY.matcher(key).matches(), () -> "key must match " + KEY + ": key=\"" + key + "\"");
        }
    }

    /** Each value of {@link #refusedSettings()} is refused with an error that names it. */
    @Test
    public final void badValuesAreRefused() {
        assumeFalse(refusedSettings().isEmpty(), "no values are said to be refused");
        refusedSettings().forEach((key, value) -> {
            Map<String, String> values = new HashMap<>(settings());
            values.put(key, value);
            ProviderException error = assertThrows(
                    ProviderException.class,
                    () -> provider().create(new GivenSettings(values)),
                    () -> "value must be refused: " + key + "=\"" + value + "\"");
            String message = String.valueOf(error.getMessage());
            assertTrue(
                    message.contains(key + "=\"" + value + "\""),
                    () -> "error must name key and value: " + key + "=\"" + value + "\", message=\"" + message
                            + "\"; make it with IdGeneratorSettings.refused");
        });
    }

    // ---- Ids ----

    /** No id is null or blank. */
    @Test
    public final void idsAreNeitherNullNorBlank() {
        IdGenerator generator = generator();
        for (int i = 0; i < ids(); i++) {
            requireText("next", generator.next());
        }
    }

    /**
     * No id is given twice: not by one generator to several threads, not by two generators of one process, and not as a
     * ticket and by {@code next}.
     */
    @Test
    public final void noIdIsGivenTwice() {
        IdGenerator first = generator();
        String[] before = take(first);
        IdGenerator second = generator(); // which must not go back to what was given already
        List<String[]> taken = Threads.run(THREADS, thread -> take(thread % 2 == 0 ? first : second));
        String[] ids = Stream.concat(Arrays.stream(before), taken.stream().flatMap(Arrays::stream))
                .toArray(String[]::new);
        Arrays.sort(ids);
        for (int i = 1; i < ids.length; i++) {
            if (ids[i].equals(ids[i - 1])) {
                fail("id must not be given twice: id=\"" + ids[i] + "\", among " + ids.length + " of " + THREADS
                        + " threads");
            }
        }
    }

    /** Takes ids in turn by {@code next} and by tickets, where there are any; these are rendered when all are taken. */
    private String[] take(IdGenerator generator) {
        String[] ids = new String[ids()];
        if (!(generator instanceof TicketIdGenerator tickets)) {
            Arrays.setAll(ids, i -> generator.next());
            return ids;
        }
        long[] taken = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (i % 2 == 0) {
                ids[i] = tickets.next();
            } else {
                taken[i] = tickets.take(nanos(SYSTEM_CLOCK.instant()));
            }
        }
        for (int i = 1; i < ids.length; i += 2) {
            ids[i] = tickets.render(taken[i]);
        }
        return ids;
    }

    /** A thread that is interrupted already gets ids, and stays interrupted. */
    @Test
    public final void anInterruptedThreadGetsIdsAndStaysInterrupted() {
        IdGenerator generator = generator();
        try {
            for (int i = 0; i < 1_000; i++) {
                Thread.currentThread().interrupt();
                requireText("next", generator.next());
                assertTrue(Thread.currentThread().isInterrupted(), "thread must stay interrupted when it takes an id");
            }
        } finally {
            Thread.interrupted();
        }
    }

    // ---- Order ----

    /** Where the order is strict, ids of one thread grow. */
    @Test
    public final void idsOfAThreadGrow() {
        assumeStrict();
        IdGenerator generator = generator();
        Threads.run(THREADS, thread -> take(generator)).forEach(IdGeneratorContract::requireGrowing);
    }

    /**
     * Where the order is strict, an id that was handed to another thread is smaller than the next one taken there, also
     * while further threads take ids.
     */
    @Test
    public final void anIdThatWasHandedOverIsSmallerThanTheNextOne() {
        assumeStrict();
        IdGenerator generator = generator();
        List<String> inTurn = new ArrayList<>();
        List<BlockingQueue<List<String>>> hands = List.of(new ArrayBlockingQueue<>(1), new ArrayBlockingQueue<>(1));
        AtomicInteger handing = new AtomicInteger(hands.size());
        hands.get(0).add(inTurn);
        Threads.run(THREADS, thread -> {
            if (thread < hands.size()) {
                for (int i = 0; i < HAND_OVERS; i++) {
                    List<String> received = hands.get(thread).take();
                    received.add(generator.next());
                    hands.get(1 - thread).put(received);
                }
                return handing.decrementAndGet();
            }
            int taken = 0;
            while (handing.get() > 0 && !Thread.currentThread().isInterrupted()) {
                generator.next();
                taken++;
            }
            return taken;
        });
        requireGrowing(inTurn.toArray(String[]::new));
    }

    private void assumeStrict() {
        assumeTrue(order().isStrict(), () -> "the order is not strict: order=" + order());
    }

    /**
     * Where ids follow the clock, those of a later interval are greater, those of {@code next} and of tickets alike.
     */
    @Test
    public final void idsOfALaterTimeAreGreater() {
        assumeTrue(order().isByTime(), () -> "ids do not follow the clock: order=" + order());
        requireGreaterLater(generator()::next);
        if (generator() instanceof TicketIdGenerator tickets) {
            requireGreaterLater(() -> tickets.render(tickets.take(nanos(SYSTEM_CLOCK.instant()))));
        }
    }

    /** Takes ids in steps that are two intervals apart, so that the digits of the time change and are carried over. */
    private void requireGreaterLater(Supplier<String> ids) {
        Duration interval = order().grain();
        long steps = Math.max(2, Math.min(MOST_STEPS, LONGEST_LOOK.dividedBy(interval.multipliedBy(2))));
        String greatest = "";
        for (int i = 0; i < steps; i++) {
            waitFor(i == 0 ? Duration.ZERO : interval.multipliedBy(2));
            List<String> taken = Stream.generate(ids).limit(IDS_OF_A_STEP).toList();
            String least = Collections.min(taken);
            if (greatest.compareTo(least) >= 0) {
                fail("id of a later time must be greater: earlier=\"" + greatest + "\", later=\"" + least + "\", order="
                        + order());
            }
            greatest = Collections.max(taken);
        }
    }

    private static void waitFor(Duration time) {
        Instant later = SYSTEM_CLOCK.instant().plus(time);
        while (SYSTEM_CLOCK.instant().isBefore(later)) {
            Thread.onSpinWait();
        }
    }

    // ---- Tickets ----

    private TicketIdGenerator tickets() {
        IdGenerator generator = generator();
        assumeTrue(generator instanceof TicketIdGenerator, "there are no tickets");
        return (TicketIdGenerator) generator;
    }

    /**
     * Where ids are tickets first, a ticket is rendered to the same id each time, in whatever order and on any thread.
     */
    @Test
    public final void aTicketIsRenderedToTheSameIdEachTime() {
        TicketIdGenerator tickets = tickets();
        long[] taken = new long[1_000];
        String[] rendered = new String[taken.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = tickets.take(nanos(SYSTEM_CLOCK.instant()));
            rendered[i] = tickets.render(taken[i]);
            requireText("render", rendered[i]);
        }
        Threads.run(2, thread -> {
            for (int i = taken.length - 1; i >= 0; i--) {
                assertEquals(rendered[i], tickets.render(taken[i]), "ticket must be rendered to one id");
            }
            return taken.length;
        });
    }

    /**
     * Where ids are tickets first, a time may be earlier than one before, or the same: no id is given twice. Where the
     * order is strict, it may also leap, and ids grow all the same, those of {@code next} among them.
     */
    @Test
    public final void aTicketMayBeTakenAtAnyTime() {
        TicketIdGenerator tickets = tickets();
        boolean strict = order().isStrict();
        long start = nanos(SYSTEM_CLOCK.instant());
        // A leap would put a generator that is shared ahead of the clock, which other tests of an order by time look
        // at.
        long leap = strict ? Duration.ofHours(1).toNanos() : 0;
        long hour = Duration.ofHours(1).toNanos();
        long[] jumps = {0, 0, -1, -hour, 0, leap, 2 * leap, leap, 2 * leap, -2 * hour, 0};
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (long jump : jumps) {
                ids.add(tickets.render(tickets.take(start + jump)));
                ids.add(tickets.next());
            }
        }
        if (strict) {
            requireGrowing(ids.toArray(String[]::new));
        }
        assertEquals(ids.size(), new TreeSet<>(ids).size(), "id must not be given twice, whatever the clock does");
    }

    // ---- Tools ----

    private int ids() {
        int ids = idsOfEachThread();
        assertTrue(ids > 0, () -> "threads must take ids: idsOfEachThread=" + ids);
        return ids;
    }

    private IdGenerator generator() {
        return create(provider(), new GivenSettings(settings()));
    }

    private static IdGenerator create(IdGeneratorProvider provider, GivenSettings settings) {
        IdGenerator generator = provider.create(settings);
        if (generator == null) {
            fail("provider must create a generator: created=null, asked=" + settings.asked());
        }
        return generator;
    }

    private static void requireText(String method, String id) {
        assertTrue(
                id != null && !id.isBlank(),
                () -> "id must not be null or blank: " + method + "=" + (id == null ? "null" : "\"" + id + "\""));
    }

    private static void requireGrowing(String[] ids) {
        for (int i = 1; i < ids.length; i++) {
            if (ids[i].compareTo(ids[i - 1]) <= 0) {
                fail("id must be greater than the one before: before=\"" + ids[i - 1] + "\", id=\"" + ids[i] + "\"");
            }
        }
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
