package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bus.api.Event;
import bus.api.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;

/**
 * What has become impossible must fail without the hour that it is given; the timeout only turns a wait into a failure.
 */
@Timeout(60)
class EventRecorderMessageTest {

    private static final Topic<Object> TOPIC = Topic.of("letters", Object.class);

    private final EventRecorder<Object> recorder = EventRecorder.create().within(Duration.ofHours(1));
    private final EventRecorder<Object> now = recorder.within(Duration.ZERO);

    private void record(Object... payloads) {
        for (Object payload : payloads) {
            recorder.handle(Event.builder(TOPIC, payload)
                    .id("event-" + (recorder.size() + 1))
                    .build());
        }
    }

    private static void assertFails(ThrowingCallable wait, String message) {
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(wait).withMessage(message);
    }

    private static String failure(ThrowingCallable wait) {
        return catchThrowableOfType(AssertionError.class, wait).getMessage();
    }

    @Test
    void exactlyTellsOfAnotherPayload() {
        record("a", "x", "c");
        assertFails(() -> recorder.awaitExactly("a", "b", "c"), """
                payloads must be exactly the expected ones, in this order: expected=3, recorded=3, firstDifference=1; \
                emit these alone, clear() what an earlier step has left, or use awaitInAnyOrder or awaitSubsequence
                expected payloads:
                    [0] a
                  > [1] b (java.lang.String)
                    [2] c
                recorded events:
                    [0] topic=letters, id=event-1, data=a
                  > [1] topic=letters, id=event-2, data=x (java.lang.String)
                    [2] topic=letters, id=event-3, data=c""");
    }

    @Test
    void exactlyTellsOfOneTooMany() {
        record("a", "b");
        assertFails(() -> recorder.awaitExactly("a"), """
                payloads must be exactly the expected ones, in this order: expected=1, recorded=2, firstDifference=1; \
                emit these alone, clear() what an earlier step has left, or use awaitInAnyOrder or awaitSubsequence
                expected payloads:
                    [0] a
                  > [1] nothing
                recorded events:
                    [0] topic=letters, id=event-1, data=a
                  > [1] topic=letters, id=event-2, data=b (java.lang.String)""");
    }

    @Test
    void exactlyTellsOfOneTooFew() {
        record("a");
        assertFails(() -> now.awaitExactly("a", "b"), """
                payloads must be exactly the expected ones, in this order: expected=2, recorded=1, firstDifference=1, \
                limit=PT0S; emit what is missing, or wait longer with within(limit)
                expected payloads:
                    [0] a
                  > [1] b (java.lang.String)
                recorded events:
                    [0] topic=letters, id=event-1, data=a
                  > [1] nothing""");
    }

    @Test
    void exactlyTellsOfAnEventWhereNoneIsExpected() {
        record("a");
        assertThat(failure(() -> recorder.awaitExactly())).endsWith("""
                        expected payloads:
                          > [0] nothing
                        recorded events:
                          > [0] topic=letters, id=event-1, data=a (java.lang.String)""");
    }

    @Test
    void exactlyTellsOfPayloadsThatReadTheSame() {
        record(1L);
        assertThat(failure(() -> recorder.awaitExactly(1))).endsWith("""
                        expected payloads:
                          > [0] 1 (java.lang.Integer)
                        recorded events:
                          > [0] topic=letters, id=event-1, data=1 (java.lang.Long)""");
    }

    @Test
    void inAnyOrderTellsOfAnotherPayloadAndOfWhatIsMissing() {
        record("c", "c", "b");
        assertFails(() -> recorder.awaitInAnyOrder("a", "b", "c"), """
                payloads must be exactly the expected ones, in any order: expected=3, recorded=3, firstDifference=1; \
                emit these alone, clear() what an earlier step has left, or use awaitSubsequence
                expected payloads:
                  > [0] a (java.lang.String)
                  > [1] b (java.lang.String)
                    [2] c
                recorded events:
                    [0] topic=letters, id=event-1, data=c
                  > [1] topic=letters, id=event-2, data=c (java.lang.String)
                    [2] topic=letters, id=event-3, data=b""");
    }

    @Test
    void inAnyOrderTellsOfOneTooMany() {
        record("b", "a", "a");
        assertThat(failure(() -> recorder.awaitInAnyOrder("a", "b"))).endsWith("""
                        expected payloads:
                            [0] a
                            [1] b
                          > [2] nothing
                        recorded events:
                            [0] topic=letters, id=event-1, data=b
                            [1] topic=letters, id=event-2, data=a
                          > [2] topic=letters, id=event-3, data=a (java.lang.String)""");
    }

    @Test
    void inAnyOrderTellsOfTooFew() {
        record("b");
        assertFails(() -> now.awaitInAnyOrder("a", "b"), """
                payloads must be exactly the expected ones, in any order: expected=2, recorded=1, firstDifference=1, \
                limit=PT0S; emit what is missing, or wait longer with within(limit)
                expected payloads:
                  > [0] a (java.lang.String)
                    [1] b
                recorded events:
                    [0] topic=letters, id=event-1, data=b
                  > [1] nothing""");
    }

    /** The mark among the events is on the first that could have been what is missing. */
    @Test
    void subsequenceTellsOfWhatDidNotComeAndAfterWhat() {
        record("b", "a", "x", "y");
        assertFails(() -> now.awaitSubsequence("a", "b"), """
                payloads must contain the expected ones, in this order: expected=2, recorded=4, firstDifference=2, \
                limit=PT0S; emit what is missing, or wait longer with within(limit)
                expected payloads:
                    [0] a
                  > [1] b (java.lang.String)
                recorded events:
                    [0] topic=letters, id=event-1, data=b
                    [1] topic=letters, id=event-2, data=a
                  > [2] topic=letters, id=event-3, data=x (java.lang.String)
                    [3] topic=letters, id=event-4, data=y""");
    }

    @Test
    void countTellsOfWhatCame() {
        record("a");
        assertFails(() -> now.awaitCount(3), """
                events must be as many as expected, or more: expected=3, recorded=1, firstDifference=1, limit=PT0S; \
                emit what is missing, or wait longer with within(limit)
                recorded events:
                    [0] topic=letters, id=event-1, data=a
                  > [1] nothing""");
    }

    // ---- What is long, or cannot be shown ----

    private static Object[] numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toArray();
    }

    private static String line(int position) {
        return "\n    [" + position + "] topic=letters, id=event-" + (position + 1) + ", data=" + position + "\n";
    }

    @Test
    void fiftyLinesAroundTheDifferenceAreShown() {
        record(numbers(0, 500));
        record("x");
        record(numbers(501, 1_000));
        String message = failure(() -> recorder.awaitExactly(numbers(0, 1_000)));
        assertThat(message)
                .contains("expected payloads:\n    ... 475 before\n    [475] 475\n")
                .contains("\n    [524] 524\n    ... 475 more\nrecorded events:\n    ... 475 before" + line(475))
                .contains("\n  > [500] topic=letters, id=event-501, data=x (java.lang.String)\n")
                .endsWith(line(524) + "    ... 475 more")
                .hasLineCount(1 + 2 * (1 + 50 + 2));
    }

    @Test
    void asManyLinesAreShownWhereTheDifferenceIsAtAnEnd() {
        record(numbers(0, 100));
        assertThat(failure(() -> now.awaitCount(101)))
                .contains("recorded events:\n    ... 50 before" + line(50))
                .endsWith(line(99) + "  > [100] nothing");
        assertThat(failure(() -> recorder.awaitExactly("x")))
                .contains("\nrecorded events:\n  > [0] topic=letters, id=event-1, data=0 (java.lang.Integer)" + line(1))
                .endsWith(line(49) + "    ... 50 more");
    }

    @Test
    void aLongTextIsCut() {
        record("x".repeat(200), "y".repeat(201));
        assertThat(failure(() -> now.awaitCount(3)))
                .contains("data=" + "x".repeat(200) + "\n")
                .contains("data=" + "y".repeat(200) + "... (201 characters)\n");
    }

    @Test
    void anEventIsOneLine() {
        record("a\r\nb");
        assertThat(failure(() -> now.awaitCount(2))).contains("data=a\\r\\nb\n");
    }

    @Test
    void aPayloadThatCannotBeShownLeavesAMessage() {
        record(
                new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("no text");
                    }
                },
                new Object() {
                    @Override
                    public String toString() {
                        return toString();
                    }
                },
                new Object() {
                    @Override
                    public String toString() {
                        return null;
                    }
                });
        assertThat(failure(() -> now.awaitCount(4)))
                .contains("[0] topic=letters, id=event-1, data=(toString threw java.lang.IllegalStateException)\n")
                .contains("[1] topic=letters, id=event-2, data=(toString threw java.lang.StackOverflowError)\n")
                .contains("[2] topic=letters, id=event-3, data=null\n");
    }

    /** A text that another thread makes, which uses the recorder, would not be there if the lock were held. */
    @Test
    void textsAreMadeWithoutTheLock() {
        record(new Object() {
            @Override
            public String toString() {
                return "one of "
                        + CompletableFuture.supplyAsync(recorder::size)
                                .completeOnTimeout(-1, 10, TimeUnit.SECONDS)
                                .join();
            }
        });
        assertThat(failure(() -> now.awaitCount(2))).contains("data=one of 1\n");
    }
}
