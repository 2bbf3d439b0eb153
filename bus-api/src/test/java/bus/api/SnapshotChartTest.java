package bus.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotChartTest {

    private static final HandlerCounts NONE = new HandlerCounts(9, 9, 0, 0, 0, 0, 0, 0);

    private static TopicSnapshot topic(String name, String... keys) {
        return new TopicSnapshot(name, Object.class, List.of(keys));
    }

    private static HandlerSnapshot handler(String key, Delivery<?> delivery, HandlerCounts counts) {
        return new HandlerSnapshot(key, TopicMatcher.exact("x"), delivery, true, counts, CallSite.unknown());
    }

    private static String chart(List<TopicSnapshot> topics, HandlerSnapshot... handlers) {
        return new BusSnapshot(topics, List.of(handlers), List.of(), 0, false).toMermaid();
    }

    @Test
    void topicsLeadToTheirHandlersInTheOrderOfDelivery() {
        assertThat(chart(
                        List.of(topic("order.created", "log", "cashier"), topic("silence"), topic("order.paid", "log")),
                        handler("deaf", Delivery.sync(), NONE),
                        handler("cashier", Delivery.sync(), NONE),
                        handler("log", Delivery.async(), NONE)))
                .isEqualTo("""
                        flowchart LR
                            t1(["order.created"])
                            t2(["silence"])
                            t3(["order.paid"])
                            h1["deaf"]
                            h2["cashier"]
                            h3[("log")]
                            t1 --> h3
                            t1 --> h2
                            t3 --> h3""");
    }

    @Test
    void anEmptyBusIsAnEmptyChart() {
        assertThat(chart(List.of())).isEqualTo("flowchart LR");
    }

    @Test
    void aSecondLineTellsOfEventsThatWereNotHandled() {
        assertThat(chart(
                        List.of(),
                        handler("a", Delivery.sync(), new HandlerCounts(3, 0, 1, 0, 0, 0, 2, 0)),
                        handler("b", Delivery.async(), new HandlerCounts(28, 7, 1, 2, 3, 4, 5, 6)),
                        handler("c", Delivery.async(), new HandlerCounts(2, 1, 0, 0, 0, 0, 0, 1))))
                .isEqualTo("""
                        flowchart LR
                            h1["a
                        1 failed, 2 skipped"]
                            h2[("b
                        1 failed, 2 dropped, 3 rejected, 4 undelivered, 5 skipped")]
                            h3[("c")]""");
    }

    @Test
    void hostileNamesAreEscaped() {
        assertThat(chart(
                        List.of(topic("a\"]) --> b[\"", "<b>&</b>"), topic("%%{init: {}}%%", "end\n\u2028`x`")),
                        handler("<b>&</b>", Delivery.sync(), NONE),
                        handler("end\n\u2028`x`", Delivery.sync(), NONE)))
                .isEqualTo("""
                        flowchart LR
                            t1(["a#quot;#93;#41; #45;#45;#gt; b#91;#quot;"])
                            t2(["#37;#37;#123;init#58; #123;#125;#125;#37;#37;"])
                            h1["#lt;b#gt;#amp;#lt;#47;b#gt;"]
                            h2["end#92;n#92;u2028#96;x#96;"]
                            t1 --> h1
                            t2 --> h2""");
    }

    @ParameterizedTest
    @CsvSource({
        "order.created-2_b c, order.created-2_b c",
        "#35;, #35;35#59;",
        "style:#a;, style#58;#35;a#59;",
        "fa:fa-car, fa#58;fa-car",
        "1. x, 1#46; x",
        "- x, #45; x",
        "_x_, #95;x#95;",
        "__init__, #95;#95;init#95;#95;",
        "a--b, a#45;#45;b",
        "www.example.com, www#46;example.com",
        "a@b.c, a#64;b.c",
        "Grüße 中 ½, Grüße 中 ½",
        "\ud83d\ude00, #128512;"
    })
    void whatMermaidWouldTakeForSomethingElseIsAnEntity(String name, String label) {
        assertThat(chart(List.of(topic(name)))).isEqualTo("flowchart LR\n    t1([\"" + label + "\"])");
    }
}
