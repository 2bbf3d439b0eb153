package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import bus.api.spi.IdGeneratorProvider;
import bus.arch.Programs.Outcome;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract of id generators on ones that somebody else made: good ones pass it, and each wrong one fails its test. */
class IdGeneratorContractTest {

    /** How many tests the contract has. */
    private static final int TESTS = 18;

    private static final String SERVICE = IdGeneratorProvider.class.getName();

    /** Strictly growing ids; a wrong generator changes one thing about it. */
    private static final String GOOD = """
            package ids;

            import bus.api.*;
            import bus.api.spi.*;
            import java.util.Map;
            import java.util.concurrent.ConcurrentHashMap;
            import java.util.concurrent.atomic.AtomicLong;

            public class Good implements IdGeneratorProvider {
                static final AtomicLong LAST = new AtomicLong();
                static final Map<Long, String> RENDERED = new ConcurrentHashMap<>();

                public Good() {}

                @Override public String name() {
                    return "good";
                }

                @Override public IdGenerator create(IdGeneratorSettings settings) {
                    settings.wholeNumber("node", 0, 9);
                    settings.oneOf("mode", java.util.List.of("one", "two"));
                    return generator();
                }

                IdGenerator generator() {
                    return () -> text(LAST.incrementAndGet());
                }

                static String text(long number) {
                    return String.format("%020d", number);
                }

                static long now() {
                    java.time.Instant now = java.time.Instant.now();
                    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
                }
            }
            """;

    /** The same with tickets. */
    private static final String TICKETS = """
            package ids;

            import bus.api.*;
            import bus.api.spi.*;

            public class Tickets extends Good {
                static class Generator implements TicketIdGenerator {
                    @Override public String next() {
                        return render(take(now()));
                    }

                    @Override public long take(long epochNanos) {
                        return LAST.updateAndGet(last -> Math.max(last + 1, epochNanos));
                    }

                    @Override public String render(long ticket) {
                        return text(ticket);
                    }
                }

                public Tickets() {}

                @Override IdGenerator generator() {
                    return new Generator();
                }
            }
            """;

    private static final String ANY = "";

    private record Wrong(String base, String body, IdOrder order, Map<String, String> failures) {}

    private static final Map<String, Wrong> WRONG = wrongOnes();

    private static Map<String, Wrong> wrongOnes() {
        Map<String, Wrong> all = new LinkedHashMap<>();
        IdOrder strict = IdOrder.strict();
        IdOrder none = IdOrder.none();
        IdOrder byTime = IdOrder.byTime(Duration.ofMillis(1));

        all.put(
                "NameOfTwoWords",
                wrong(
                        strict,
                        "@Override public String name() { return \"two words\"; }",
                        Map.of("theNameIsAWord", "name must match [a-z][a-z0-9]*: name=two words;")));
        all.put(
                "NameThatIsNull",
                wrong(
                        strict,
                        "@Override public String name() { return null; }",
                        Map.of("theNameIsAWord", "name must match [a-z][a-z0-9]*: name=null;")));
        all.put(
                "NameThatChanges",
                wrong(
                        strict,
                        "@Override public String name() { return \"n\" + LAST.incrementAndGet(); }",
                        Map.of("theNameIsAWord", "name must be the same each time")));

        all.put(
                "SettingIgnored",
                wrong(
                        strict,
                        create("settings.oneOf(\"mode\", java.util.List.of(\"one\")); return generator();"),
                        Map.of(
                                "eachSettingIsAskedFor", "setting must be asked for: ignored=[node], asked=[mode];",
                                "badValuesAreRefused", "value must be refused: node=\"10\"")));
        all.put(
                "SettingAskedForBesideAnother",
                wrong(
                        strict,
                        create("if (settings.wholeNumber(\"node\", 0, 9).isPresent()) settings.oneOf(\"mode\","
                                + " java.util.List.of(\"one\")); return generator();"),
                        Map.of(
                                "theSameSettingsAreAskedForWhateverTheirValues",
                                "keys that are asked for must not depend on values")));
        all.put(
                "SettingInCamelCase",
                wrong(
                        strict,
                        create("settings.text(\"nodeId\"); return super.create(settings);"),
                        Map.of("keysAreWordsJoinedByHyphens", "key=\"nodeId\"")));
        all.put(
                "SettingNotChecked",
                wrong(
                        strict,
                        create(
                                "settings.text(\"node\"); settings.oneOf(\"mode\", java.util.List.of(\"one\")); return generator();"),
                        Map.of("badValuesAreRefused", "value must be refused: node=\"10\"")));
        all.put(
                "SettingRefusedWithoutAWord",
                wrong(
                        strict,
                        create("try { return super.create(settings); } catch (ProviderException e) {"
                                + " throw new ProviderException(\"wrong\"); }"),
                        Map.of("badValuesAreRefused", "error must name key and value: ")));

        all.put(
                "IdsThatAreNull",
                wrong(
                        none,
                        generator("long id = LAST.incrementAndGet();" + " return id % 1000 == 0 ? null : text(id);"),
                        Map.of(
                                "idsAreNeitherNullNorBlank", "id must not be null or blank: next=null",
                                "noIdIsGivenTwice", ANY,
                                "anInterruptedThreadGetsIdsAndStaysInterrupted", ANY)));
        all.put(
                "IdsThatAreBlank",
                wrong(
                        none,
                        generator("long id = LAST.incrementAndGet();"
                                + " return id % 1000 == 0 ? \" \".repeat((int) (id / 1000 % 9999 + 1)) : text(id);"),
                        Map.of(
                                "idsAreNeitherNullNorBlank",
                                "id must not be null or blank: next=\" ",
                                "anInterruptedThreadGetsIdsAndStaysInterrupted",
                                ANY)));
        all.put(
                "IdsGivenTwice",
                wrong(
                        none,
                        generator("return text(LAST.incrementAndGet() / 2);"),
                        Map.of("noIdIsGivenTwice", "id must not be given twice: id=\"")));
        all.put(
                "IdsOfEachGeneratorAlone",
                wrong(
                        strict,
                        "@Override IdGenerator generator() {"
                                + " AtomicLong own = new AtomicLong(); return () -> text(own.incrementAndGet()); }",
                        Map.of("noIdIsGivenTwice", "id must not be given twice: id=\"")));
        all.put(
                "InterruptLost",
                wrong(
                        strict,
                        generator("Thread.interrupted(); return text(LAST.incrementAndGet());"),
                        Map.of(
                                "anInterruptedThreadGetsIdsAndStaysInterrupted",
                                "thread must stay interrupted when it takes an id")));
        all.put(
                "InterruptThrown",
                wrong(
                        strict,
                        generator(
                                "if (Thread.currentThread().isInterrupted())"
                                        + " throw new IllegalStateException(\"interrupted\"); return text(LAST.incrementAndGet());"),
                        Map.of("anInterruptedThreadGetsIdsAndStaysInterrupted", "interrupted")));

        all.put(
                "OrderOfChance",
                wrong(
                        strict,
                        generator("return java.util.UUID.randomUUID().toString();"),
                        Map.of(
                                "idsOfAThreadGrow", "id must be greater than the one before: before=\"",
                                "anIdThatWasHandedOverIsSmallerThanTheNextOne",
                                        "id must be greater than the one before: before=\"",
                                "idsOfALaterTimeAreGreater", "id of a later time must be greater: earlier=\"")));
        all.put(
                "OrderOfEachThread",
                wrong(
                        strict,
                        "static final ThreadLocal<long[]> BLOCK ="
                                + " ThreadLocal.withInitial(() -> new long[2]);\n"
                                + generator(
                                        "long[] own = BLOCK.get(); if (own[0] == own[1]) { own[1] = LAST.addAndGet(1000000);"
                                                + " own[0] = own[1] - 1000000; } return text(own[0]++);"),
                        Map.of(
                                "anIdThatWasHandedOverIsSmallerThanTheNextOne",
                                "id must be greater than the one before: before=\"")));
        all.put(
                "OrderNotOfTime",
                wrong(
                        byTime,
                        generator("return java.util.UUID.randomUUID().toString();"),
                        Map.of("idsOfALaterTimeAreGreater", "id of a later time must be greater: earlier=\"")));

        all.put(
                "TicketRenderedAnew",
                ticket(
                        none,
                        "@Override public String render(long ticket) {"
                                + " return text(ticket) + text(LAST.incrementAndGet()); }",
                        Map.of("aTicketIsRenderedToTheSameIdEachTime", "ticket must be rendered to one id")));
        all.put(
                "TicketRenderedOnce",
                ticket(
                        strict,
                        """
                @Override public long take(long epochNanos) {
                    long ticket = super.take(epochNanos);
                    RENDERED.put(ticket, text(ticket));
                    return ticket;
                }
                @Override public String render(long ticket) {
                    return RENDERED.remove(ticket);
                }
                """,
                        Map.of("aTicketIsRenderedToTheSameIdEachTime", "ticket must be rendered to one id")));
        all.put(
                "TicketRenderedBlank",
                ticket(
                        none,
                        "@Override public String next() { return super.render(take(now())); }"
                                + " @Override public String render(long ticket) { return \" \" + \" \".repeat((int) (ticket & 1023)); }",
                        Map.of(
                                "aTicketIsRenderedToTheSameIdEachTime", "id must not be null or blank: render=\" ",
                                "aTicketMayBeTakenAtAnyTime", ANY,
                                "noIdIsGivenTwice", ANY)));
        all.put(
                "TicketRefusedAfterALaterOne",
                ticket(
                        strict,
                        "private final AtomicLong latest = new AtomicLong();"
                                + " @Override public long take(long epochNanos) {"
                                + " if (latest.getAndUpdate(it -> Math.max(it, epochNanos)) > epochNanos + 1_000_000_000)"
                                + " throw new IllegalStateException(\"the clock went back\");"
                                + " return super.take(epochNanos); }",
                        Map.of("aTicketMayBeTakenAtAnyTime", "the clock went back")));
        all.put(
                "TicketThatGoesBack",
                ticket(
                        strict,
                        """
                @Override public long take(long epochNanos) {
                    long ticket = LAST.incrementAndGet();
                    RENDERED.put(ticket, text(epochNanos / 1_000_000_000) + text(ticket));
                    return ticket;
                }
                @Override public String render(long ticket) {
                    return RENDERED.get(ticket);
                }
                """,
                        Map.of("aTicketMayBeTakenAtAnyTime", "id must be greater than the one before: before=\"")));
        all.put(
                "TicketsBesideIds",
                ticket(
                        none,
                        "private static final AtomicLong NEXT = new AtomicLong();"
                                + " private static final AtomicLong TAKEN = new AtomicLong();"
                                + " @Override public String next() { return text(NEXT.incrementAndGet()); }"
                                + " @Override public long take(long epochNanos) { return TAKEN.incrementAndGet(); }",
                        Map.of(
                                "noIdIsGivenTwice", "id must not be given twice: id=\"",
                                "aTicketMayBeTakenAtAnyTime", "id must not be given twice, whatever the clock does")));
        all.put(
                "TicketsOfNoTime",
                ticket(
                        byTime,
                        "@Override public String next() { return super.render(super.take(now())); }"
                                + " @Override public long take(long epochNanos) { return LAST.incrementAndGet(); }"
                                + " @Override public String render(long ticket) { return text(Long.reverse(ticket) >>> 1); }",
                        Map.of("aTicketOfALaterTimeIsGreater", "id must be greater than the one before: before=\"")));
        return all;
    }

    private static Wrong wrong(IdOrder order, String body, Map<String, String> failures) {
        return new Wrong("Good", body, order, failures);
    }

    private static Wrong ticket(IdOrder order, String body, Map<String, String> failures) {
        return new Wrong(
                "Tickets",
                "@Override IdGenerator generator() { return new Generator() { " + body + " }; }",
                order,
                failures);
    }

    private static String create(String body) {
        return "@Override public IdGenerator create(IdGeneratorSettings settings) { " + body + " }";
    }

    private static String generator(String body) {
        return "@Override IdGenerator generator() { return () -> { " + body + " }; }";
    }

    @TempDir
    private static Path folder;

    private static Programs programs;

    /** The good ones and the wrong ones, all well declared. */
    private static Path jar;

    @BeforeAll
    static void compile() {
        programs = new Programs(folder);
        Map<String, String> sources = new TreeMap<>(Map.of("ids/Good.java", GOOD, "ids/Tickets.java", TICKETS));
        WRONG.forEach((name, wrong) -> sources.put(
                "ids/" + name + ".java",
                "package ids; import bus.api.*; import bus.api.spi.*; import java.util.concurrent.atomic.AtomicLong;"
                        + " public final class " + name + " extends " + wrong.base() + " { public " + name + "() {} "
                        + wrong.body() + " }"));
        List<String> providers = sources.keySet().stream()
                .map(file -> file.replace('/', '.').replace(".java", ""))
                .toList();
        jar = jar("ids", sources, providers, providers);
    }

    private static Path jar(String module, Map<String, String> sources, List<String> provided, List<String> named) {
        Map<String, String> all = new TreeMap<>(sources);
        all.put(
                "module-info.java",
                "module " + module + " { requires bus.api; "
                        + (provided.isEmpty()
                                ? ""
                                : "provides " + SERVICE + " with " + String.join(", ", provided) + "; ")
                        + "}");
        Path classes = programs.compile(all, "--module-path", path(ProductJar.API.path()));
        return programs.jar(
                module + ".jar", classes, named.isEmpty() ? Map.of() : Map.of(SERVICE, String.join("\n", named)));
    }

    /** The contract of a provider that a test has set. */
    static final class UnderTest extends IdGeneratorContract {

        private static Class<?> type = UnderTest.class;
        private static IdOrder order = IdOrder.none();

        @Override
        protected IdGeneratorProvider provider() {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return (IdGeneratorProvider) constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected IdOrder order() {
            return order;
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("node", "7", "mode", "one");
        }

        @Override
        protected Map<String, String> refusedSettings() {
            return Map.of("node", "10");
        }

        @Override
        protected int idsOfEachThread() {
            return 5_000;
        }
    }

    /** Runs the contract on a class of a jar, and returns what each test that fails says. */
    private static Map<String, String> failures(Path jar, String type, IdOrder order) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, IdGeneratorContractTest.class.getClassLoader())) {
            UnderTest.type = loader.loadClass(type);
            UnderTest.order = order;
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(UnderTest.class))
                    .execute()
                    .testEvents();
            assertThat(tests.finished().count()).isEqualTo(TESTS);
            return tests.failed().stream()
                    .collect(Collectors.toMap(
                            event -> event.getTestDescriptor().getDisplayName().replace("()", ""),
                            event -> String.valueOf(event.getRequiredPayload(TestExecutionResult.class)
                                    .getThrowable()
                                    .orElseThrow()
                                    .getMessage())));
        }
    }

    static Stream<Arguments> wrong() {
        return WRONG.entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void eachWrongOneFailsForItsOwnReason(String name, Wrong wrong) throws Exception {
        assertThatTheseFail(failures(jar, "ids." + name, wrong.order()), wrong.failures());
    }

    private static void assertThatTheseFail(Map<String, String> failures, Map<String, String> expected) {
        assertThat(failures).containsOnlyKeys(expected.keySet());
        expected.forEach((test, part) -> assertThat(failures.get(test)).as(test).contains(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids.Good", "ids.Tickets"})
    void goodOnesPass(String type) throws Exception {
        assertThat(failures(jar, type, IdOrder.strict())).isEmpty();
    }

    @Test
    void oneThatMakesNothingFailsWhereverAGeneratorIsNeeded() throws Exception {
        Path nothing = jar(
                "nothing",
                Map.of("nothing/Provider.java", provider("nothing", "public Provider() {}", "return null;")),
                List.of("nothing.Provider"),
                List.of("nothing.Provider"));

        assertThat(failures(nothing, "nothing.Provider", IdOrder.strict()))
                .containsKeys("idsAreNeitherNullNorBlank", "noIdIsGivenTwice", "idsOfAThreadGrow")
                .doesNotContainKeys("theNameIsAWord", "theProviderIsFound")
                .allSatisfy((test, message) -> assertThat(message)
                        .isIn(
                                "provider must create a generator: created=null, asked=[mode, node]",
                                "value must be refused: node=\"10\" ==> Expected bus.api.ProviderException to be thrown,"
                                        + " but nothing was thrown."));
    }

    private static String provider(String in, String constructor, String create) {
        return "package " + in + "; import bus.api.*; import bus.api.spi.*;"
                + " public final class Provider implements IdGeneratorProvider { " + constructor
                + " @Override public String name() { return \"" + in + "\"; } "
                + create("settings.text(\"node\"); settings.text(\"mode\"); " + create) + " }";
    }

    @Test
    void oneThatIsNotDeclaredFails() throws Exception {
        String create = "settings.wholeNumber(\"node\", 0, 9); String id = \"0\"; return () -> id;";
        String type = "undeclared.Provider";
        Path undeclared = jar(
                "undeclared",
                Map.of("undeclared/Provider.java", provider("undeclared", "public Provider() {}", create)),
                List.of(),
                List.of());
        Path hidden = jar(
                "undeclared",
                Map.of("undeclared/Provider.java", provider("undeclared", "Provider() {}", create)),
                List.of(),
                List.of(type));

        assertThat(failures(undeclared, type, IdOrder.none()))
                .containsOnlyKeys(
                        "noIdIsGivenTwice",
                        "theProviderIsFound",
                        "theModuleDescriptorProvidesTheProvider",
                        "theServicesFileNamesTheProvider")
                .containsEntry(
                        "theProviderIsFound",
                        "provider must be found by ServiceLoader: provider=undeclared.Provider, broken=[]; name it behind"
                                + " provides in the module descriptor and in META-INF/services/" + SERVICE)
                .containsEntry(
                        "theModuleDescriptorProvidesTheProvider",
                        "module descriptor must provide the provider: module=undeclared, provider=undeclared.Provider;"
                                + " write provides " + SERVICE
                                + " with undeclared.Provider ==> expected: <true> but was:"
                                + " <false>");
        assertThat(failures(hidden, type, IdOrder.none()))
                .containsOnlyKeys(
                        "noIdIsGivenTwice",
                        "theProviderIsPublicWithAPublicConstructor",
                        "theProviderIsFound",
                        "theModuleDescriptorProvidesTheProvider")
                .hasEntrySatisfying(
                        "theProviderIsPublicWithAPublicConstructor",
                        message -> assertThat(message)
                                .startsWith("provider must be public with a public constructor without parameters:"
                                        + " provider=undeclared.Provider"))
                .hasEntrySatisfying(
                        "theProviderIsFound",
                        message -> assertThat(message).contains("broken=[java.util.ServiceConfigurationError: "));
    }

    @Test
    void oneWithoutADescriptorFails() throws Exception {
        Path classes = programs.compile(
                Map.of("plain/Provider.java", provider("plain", "public Provider() {}", "return () -> \"0\";")),
                "-cp",
                path(ProductJar.API.path()));
        Path plain = programs.jar("plain.jar", classes, Map.of(SERVICE, "plain.Provider"));

        assertThat(failures(plain, "plain.Provider", IdOrder.none()))
                .containsKey("theModuleDescriptorProvidesTheProvider")
                .doesNotContainKeys("theServicesFileNamesTheProvider", "theProviderIsFound")
                .hasEntrySatisfying(
                        "theModuleDescriptorProvidesTheProvider",
                        message -> assertThat(message)
                                .startsWith(
                                        "provider must stand beside a module descriptor: provider=plain.Provider;"));
    }

    /** A test of its author, as a module or on the class path, that JUnit runs in a process of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsAuthorRunsTheContractOnAnyPath(boolean modules) {
        Path[] libraries = Stream.concat(
                        Stream.of(ProductJar.API.path(), ProductJar.TESTKIT.path(), jar),
                        Stream.of(ProductJar.jarsOf(
                                "org.junit.jupiter.api.Test",
                                "org.junit.jupiter.engine.JupiterTestEngine",
                                "org.junit.platform.commons.JUnitException",
                                "org.junit.platform.engine.TestEngine",
                                "org.junit.platform.launcher.Launcher",
                                "org.opentest4j.AssertionFailedError",
                                "org.apiguardian.api.API")))
                .toArray(Path[]::new);
        Path classes = programs.compile(
                Map.of("module-info.java", """
                        module author {
                            requires bus.testkit;
                            requires org.junit.platform.launcher;

                            opens author to org.junit.platform.commons;

                            uses bus.api.spi.IdGeneratorProvider;
                        }
                        """, "author/GoodIdsTest.java", """
                        package author;

                        import bus.api.spi.IdGeneratorProvider;
                        import bus.testkit.IdGeneratorContract;
                        import bus.testkit.IdOrder;
                        import java.util.ServiceLoader;

                        class GoodIdsTest extends IdGeneratorContract {
                            @Override
                            protected IdGeneratorProvider provider() {
                                return ServiceLoader.load(IdGeneratorProvider.class).stream()
                                        .filter(it -> it.type().getSimpleName().equals("Tickets"))
                                        .findFirst().orElseThrow().get();
                            }

                            @Override
                            protected IdOrder order() {
                                return IdOrder.strict();
                            }
                        }
                        """, "author/Main.java", """
                        package author;

                        import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

                        import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
                        import org.junit.platform.launcher.core.LauncherFactory;
                        import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

                        public final class Main {
                            private Main() {}

                            public static void main(String[] none) {
                                SummaryGeneratingListener listener = new SummaryGeneratingListener();
                                LauncherFactory.create().execute(
                                        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(GoodIdsTest.class)).build(),
                                        listener);
                                listener.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
                                System.out.print(GoodIdsTest.class.getModule() + ": " + listener.getSummary().getTestsSucceededCount());
                            }
                        }
                        """),
                "--module-path",
                path(libraries));
        String path = path(classes) + File.pathSeparator + path(libraries);
        Outcome outcome = modules
                ? programs.java("--module-path", path, "--module", "author/author.Main")
                : programs.java("-cp", path, "author.Main");

        assertThat(outcome.printed())
                .startsWith(modules ? "module author" : "unnamed module")
                .endsWith(": " + TESTS);
    }
}
