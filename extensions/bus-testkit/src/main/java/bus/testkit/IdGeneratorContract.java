package bus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What every id generator of the bus must do, as tests of JUnit 5. Its author extends this class, and overrides {@link
 * #provider()} to make the provider and {@link #order()} to say what order the ids have.
 *
 * <p>One class tests one combination of settings; for others there are further classes, which may be nested in one. The
 * tests run inside the module of the provider and outside of it, on the module path and on the class path.
 *
 * <p>A test that takes more than 120 seconds fails, so that a generator that hangs is told. Tests wait for nothing but the
 * system clock, and that for two intervals of {@link IdOrder#byTime} at most.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class IdGeneratorContract {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int THREADS = 8;
    private static final int HAND_OVERS = 2_000;
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

    /** {@link java.util.ServiceLoader} can make a provider: it is public, and so is its constructor without parameters. */
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

    /** There is a file in {@code META-INF/services} that names the provider, for those who have it on the class path. */
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
     * The provider asks for the same settings whatever their values: one that it asks for in some cases alone is reported as
     * unknown in the others.
     */
    @Test
    public final void theSameSettingsAreAskedForWhateverTheirValues() {
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

    /** The keys are words in lower case joined by hyphens, as others cannot be set by the builder or the environment. */
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
        refusedSettings().forEach((key, value) -> {
            Map<String, String> values = new HashMap<>(settings());
            values.put(key, value);
            ProviderException error = assertThrows(
                    ProviderException.class,
                    () -> provider().create(new GivenSettings(values)),
                    () -> "value must be refused: " + key + "=\"" + value + "\"");
            assertTrue(
                    error.getMessage().contains(key) && error.getMessage().contains(value),
                    () -> "error must name key and value: " + key + "=\"" + value + "\", message=\""
                            + error.getMessage() + "\"; make it with IdGeneratorSettings.refused");
        });
    }

    // ---- Ids ----

    /** No id is null or blank. */
    @Test
    public final void idsAreNeitherNullNorBlank() {
        IdGenerator generator = generator();
        for (int i = 0; i < idsOfEachThread(); i++) {
            requireText("next", generator.next());
        }
    }

    /**
     * No id is given twice: not by one generator to several threads, not by two generators of one process, and not as a
     * ticket and by {@code next}.
     */
    @Test
    public final void noIdIsGivenTwice() {
        List<IdGenerator> generators = List.of(generator(), generator());
        List<String[]> taken = onThreads(THREADS, thread -> take(generators.get(thread % 2)));
        String[] ids = taken.stream().flatMap(Arrays::stream).toArray(String[]::new);
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
        String[] ids = new String[idsOfEachThread()];
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

    /** An interrupt neither keeps a thread from an id nor gets lost. */
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
        if (order().isStrict()) {
            IdGenerator generator = generator();
            onThreads(THREADS, thread -> take(generator)).forEach(IdGeneratorContract::requireGrowing);
        }
    }

    /**
     * Where the order is strict, an id that was handed to another thread is smaller than the next one taken there, also while
     * further threads take ids.
     */
    @Test
    public final void anIdThatWasHandedOverIsSmallerThanTheNextOne() {
        if (order().isStrict()) {
            IdGenerator generator = generator();
            List<String> inTurn = new ArrayList<>();
            List<BlockingQueue<List<String>>> hands = List.of(new ArrayBlockingQueue<>(1), new ArrayBlockingQueue<>(1));
            hands.get(0).add(inTurn);
            onThreads(THREADS, thread -> {
                if (thread >= hands.size()) {
                    return take(generator);
                }
                for (int i = 0; i < HAND_OVERS; i++) {
                    List<String> received = hands.get(thread).take();
                    received.add(generator.next());
                    hands.get(1 - thread).put(received);
                }
                return new String[0];
            });
            requireGrowing(inTurn.toArray(String[]::new));
        }
    }

    /** Where there is an order, ids of a later interval of the clock are greater. */
    @Test
    public final void idsOfALaterTimeAreGreater() {
        if (order().isStrict() || order().isByTime()) {
            IdGenerator generator = generator();
            List<String> before = ids(generator);
            waitForTwo(order().grain());
            String greatest = Collections.max(before);
            String least = Collections.min(ids(generator));
            assertTrue(
                    greatest.compareTo(least) < 0,
                    () -> "id of a later time must be greater: earlier=\"" + greatest + "\", later=\"" + least
                            + "\", order=" + order());
        }
    }

    private static List<String> ids(IdGenerator generator) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(generator.next());
        }
        return ids;
    }

    private static void waitForTwo(Duration grain) {
        Instant later = SYSTEM_CLOCK.instant().plus(grain.multipliedBy(2));
        while (SYSTEM_CLOCK.instant().isBefore(later)) {
            Thread.onSpinWait();
        }
    }

    // ---- Tickets ----

    /** Where ids are tickets first, a ticket is rendered to the same id each time, in whatever order and on any thread. */
    @Test
    public final void aTicketIsRenderedToTheSameIdEachTime() {
        if (generator() instanceof TicketIdGenerator tickets) {
            long[] taken = new long[1_000];
            String[] rendered = new String[taken.length];
            long now = nanos(SYSTEM_CLOCK.instant());
            for (int i = 0; i < taken.length; i++) {
                taken[i] = tickets.take(now + i);
                rendered[i] = tickets.render(taken[i]);
                requireText("render", rendered[i]);
            }
            onThreads(2, thread -> {
                for (int i = taken.length - 1; i >= 0; i--) {
                    assertEquals(rendered[i], tickets.render(taken[i]), "ticket must be rendered to one id");
                }
                return new String[0];
            });
        }
    }

    /**
     * Where ids are tickets first, a time may be earlier than one before, the same, or much later: no id is given twice, and
     * where the order is strict, ids grow all the same, those of {@code next} among them.
     */
    @Test
    public final void aTicketMayBeTakenAtAnyTime() {
        if (generator() instanceof TicketIdGenerator tickets) {
            long start = nanos(SYSTEM_CLOCK.instant());
            long hour = Duration.ofHours(1).toNanos();
            long[] jumps = {0, 0, 1, -1, -hour, 0, hour, 2 * hour, hour, 2 * hour, -2 * hour, 0};
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                for (long jump : jumps) {
                    ids.add(tickets.render(tickets.take(start + jump + i)));
                    ids.add(tickets.next());
                }
            }
            if (order().isStrict()) {
                requireGrowing(ids.toArray(String[]::new));
            }
            Set<String> different = new TreeSet<>(ids);
            assertEquals(ids.size(), different.size(), "id must not be given twice, whatever the clock does");
        }
    }

    /** Where ids are tickets first and follow the clock, a later time gives a greater id. */
    @Test
    public final void aTicketOfALaterTimeIsGreater() {
        if (order().isByTime() && generator() instanceof TicketIdGenerator tickets) {
            long start = nanos(SYSTEM_CLOCK.instant());
            String[] ids = new String[100];
            Arrays.setAll(
                    ids,
                    i -> tickets.render(tickets.take(start + order().grain().toNanos() * i)));
            requireGrowing(ids);
        }
    }

    // ---- Tools ----

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

    /** What one of several threads does; they are numbered from 0. */
    private interface Work {
        String[] of(int thread) throws Exception;
    }

    /** Returns what each thread gave; the future of a thread makes its writes visible here. */
    private static List<String[]> onThreads(int count, Work work) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<String[]>> started = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                started.add(threads.submit(() -> work.of(thread)));
            }
            List<String[]> results = new ArrayList<>();
            for (Future<String[]> one : started) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("threads must end: they were interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new AssertionError("thread must not fail: thrown=" + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
