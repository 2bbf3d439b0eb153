package bus.arch;

import bus.testkit.IdOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sources of a good id generator, of one with tickets, and of others in each of which one thing is wrong. */
final class WrongIdGenerators {

    /** Strictly growing ids; a wrong generator changes one thing about it. */
    static final String GOOD = """
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
    static final String TICKETS = """
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

    static final String ANY = "";

    /** One that extends a good one, with the order it claims, and a part of what each test says that fails. */
    record Wrong(String base, String body, IdOrder order, Map<String, String> failures) {}

    /** By the names of their classes. */
    static final Map<String, Wrong> ALL = all();

    private static Map<String, Wrong> all() {
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
                "IdsSetBackByTheNextGenerator",
                wrong(
                        none,
                        "static final AtomicLong COUNT = new AtomicLong(); @Override IdGenerator generator() {"
                                + " COUNT.set(0); return () -> text(COUNT.incrementAndGet()); }",
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
                                        "id must be greater than the one before: before=\"")));
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
                        Map.of("idsOfALaterTimeAreGreater", "id of a later time must be greater: earlier=\"")));
        all.put(
                "OrderOfLettersBeforeDigits",
                wrong(
                        byTime,
                        "private static final String DIGITS = \"abcdefghijklmnopqrstuvwxyz0123456789\";"
                                + generator("long time = now() / 1_000_000; StringBuilder id = new StringBuilder();"
                                        + " for (; time > 0; time /= 36) id.insert(0, DIGITS.charAt((int) (time % 36)));"
                                        + " return id + text(LAST.incrementAndGet());"),
                        Map.of("idsOfALaterTimeAreGreater", "id of a later time must be greater: earlier=\"")));
        all.put(
                "RaceOfThreads",
                wrong(
                        none,
                        "private static volatile long last;"
                                + generator(
                                        "long id = last + 1; for (int i = 0; i < 100; i++) Thread.onSpinWait(); last = id; return text(id);"),
                        Map.of("noIdIsGivenTwice", "id must not be given twice: id=\"")));
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

    static String create(String body) {
        return "@Override public IdGenerator create(IdGeneratorSettings settings) { " + body + " }";
    }

    private static String generator(String body) {
        return "@Override IdGenerator generator() { return () -> { " + body + " }; }";
    }

    private WrongIdGenerators() {}
}
