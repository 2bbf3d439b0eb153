package bus.benchmarks.report;

import static bus.benchmarks.report.Contestant.BARE;
import static bus.benchmarks.report.Contestant.FULL;
import static bus.benchmarks.report.Contestant.GREENROBOT;
import static bus.benchmarks.report.Contestant.GUAVA;
import static bus.benchmarks.report.Contestant.LIMIT;
import static bus.benchmarks.report.Contestant.LOOKUP;
import static bus.benchmarks.report.Contestant.LOOP;
import static bus.benchmarks.report.Contestant.MBASSADOR;
import static bus.benchmarks.report.Contestant.REACTOR;
import static bus.benchmarks.report.Contestant.SPRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The bars that the bus has set itself. */
final class Bars {

    /** All of them, in the order of the page. */
    static final List<Bar> ALL = all();

    /** What makes ids as texts with the time in front, beside snowflakes. */
    private static final List<String> OTHER_IDS =
            List.of("ulid", "ulid order=random", "uuid version=1", "uuid version=6", "uuid version=7", "TSID Creator");

    private Bars() {}

    private static List<Bar> all() {
        List<Bar> bars = new ArrayList<>();
        emit(bars);
        twoEmitters(bars);
        ids(bars);
        growth(bars);
        bars.add(Bar.atMost(
                1.25, "start: process with a bus / empty `main`", it -> it.ratio(start("bus"), start("empty"))));
        return List.copyOf(bars);
    }

    private static void emit(List<Bar> bars) {
        bars.add(Bar.atMost(1.2, "full emit / its limit", ratio(FULL, LIMIT, 1)));
        for (Contestant peer : List.of(GUAVA, GREENROBOT, MBASSADOR, SPRING)) {
            bars.add(Bar.below(1, "full emit / " + peer.label(), ratio(FULL, peer, 1)));
        }
        bars.add(Bar.atMost(64, "full emit, allocated", it -> it.bytes(FULL.emit(1)))
                .in("bytes"));
        bars.add(Bar.atMost(1.5, "bare dispatch / its limit", ratio(BARE, LOOKUP, 1)));
        bars.add(Bar.atMost(48, "bare dispatch, allocated", it -> it.bytes(BARE.emit(1)))
                .in("bytes"));
        bars.add(Bar.atMost(0.6, "bare dispatch / " + REACTOR.label(), ratio(BARE, REACTOR, 1)));
        for (int handlers : List.of(10, 100)) {
            bars.add(Bar.atMost(1.2, handlers + " handlers: bare dispatch / plain loop", ratio(BARE, LOOP, handlers)));
            bars.add(Bar.shown(
                    handlers + " handlers: bare dispatch / limit of bare dispatch", ratio(BARE, LOOKUP, handlers)));
        }
    }

    private static void twoEmitters(List<Bar> bars) {
        bars.add(Bar.atLeast(
                0.9,
                "two emitters: gain of bare dispatch / gain of its limit",
                it -> gain(it, BARE) / gain(it, LOOKUP)));
        bars.add(Bar.atMost(
                1.2,
                "two emitters: full emit / its limit",
                it -> it.ratio(FULL.emit(1).on(2), LIMIT.emit(1).on(2))));
    }

    private static void ids(List<Bar> bars) {
        for (int threads : List.of(1, 2)) {
            bars.add(Bar.below(
                    1,
                    "id as a text, " + (threads == 1 ? "one thread" : "two threads")
                            + ": `snowflake` / the fastest other one with the time in front",
                    it -> it.score(ids("snowflake", threads)) / fastestOther(it, threads)));
        }
    }

    private static void growth(List<Bar> bars) {
        Map<String, String> methods = Map.of("hotTopics", "hot topics", "emitter", "`Emitter`");
        for (String method : List.of("hotTopics", "emitter")) {
            String what = "growth, " + methods.get(method) + ": ";
            bars.add(Bar.atMost(
                    1.1,
                    what + "100,000 topics / 10",
                    it -> it.ratio(grown(method, 100_000, 0), grown(method, 10, 0))));
            bars.add(Bar.atMost(
                    1.1,
                    what + "10,000 handlers that do not match / none",
                    it -> it.ratio(grown(method, 10, 10_000), grown(method, 10, 0))));
        }
        bars.add(registration(200, "100,000 topics, one by one", "topicsOneByOne"));
        bars.add(registration(50, "one handler over 100,000 topics, slowest pattern", "handlerOverTopics"));
        bars.add(registration(5, "one topic against 10,000 handlers", "topicAgainstHandlers"));
    }

    private static Bar registration(double limit, String what, String method) {
        return Bar.below(limit, "registration: " + what, it -> it.highest("RegistrationBenchmark." + method))
                .in("ms");
    }

    private static ToDoubleFunction<Round> ratio(Contestant what, Contestant to, int handlers) {
        return it -> it.ratio(what.emit(handlers), to.emit(handlers));
    }

    /** Returns how many times faster an operation gets by a second thread; JMH gives the time of one on each thread. */
    private static double gain(Round round, Contestant what) {
        return 2 * round.ratio(what.emit(1), what.emit(1).on(2));
    }

    private static double fastestOther(Round round, int threads) {
        return OTHER_IDS.stream()
                .mapToDouble(it -> round.score(ids(it, threads)))
                .reduce(Double.POSITIVE_INFINITY, Math::min);
    }

    private static Case ids(String name, int threads) {
        return Case.of("IdBenchmark.next").with("ids", name).on(threads);
    }

    private static Case grown(String method, int topics, int others) {
        return new Case(
                "GrowthBenchmark." + method,
                Map.of("topics", Integer.toString(topics), "others", Integer.toString(others)),
                1);
    }

    private static Case start(String program) {
        return new Case("StartBenchmark.process", Map.of("program", program, "ids", "snowflake"), 1);
    }
}
