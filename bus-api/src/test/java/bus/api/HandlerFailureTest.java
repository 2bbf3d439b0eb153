package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.HandlerFailure.Reason;
import org.junit.jupiter.api.Test;

class HandlerFailureTest {

    private static final Event<String> EVENT =
            Event.builder(Topic.of("t", String.class), "secret").id("i").build();
    private static final Exception CAUSE = new IllegalStateException("broken");
    private static final CallSite PLACE =
            CallSite.of(new StackTraceElement("com.acme.Orders", "start", "Orders.java", 42));

    @Test
    void whatIsGivenIsKept() {
        HandlerFailure failure = new HandlerFailure(EVENT, "k", Reason.SKIPPED, CAUSE);

        assertThat(failure.event()).isSameAs(EVENT);
        assertThat(failure.key()).isEqualTo("k");
        assertThat(failure.reason()).isEqualTo(Reason.SKIPPED);
        assertThat(failure.cause()).isSameAs(CAUSE);
        assertThat(failure.registeredAt()).isSameAs(CallSite.unknown());
        assertThat(new HandlerFailure(EVENT, "k", Reason.SKIPPED, CAUSE, PLACE).registeredAt())
                .isSameAs(PLACE);
    }

    @Test
    void theTextNamesEverythingButThePayload() {
        assertThat(new HandlerFailure(EVENT, "k", Reason.FAILED, CAUSE))
                .hasToString("HandlerFailure[key=k, reason=FAILED, topic=t, id=i,"
                        + " cause=java.lang.IllegalStateException: broken]");
    }

    @Test
    void theTextNamesThePlaceIfItIsKnown() {
        assertThat(new HandlerFailure(EVENT, "k", Reason.FAILED, CAUSE, PLACE))
                .hasToString("HandlerFailure[key=k, reason=FAILED, topic=t, id=i,"
                        + " cause=java.lang.IllegalStateException: broken,"
                        + " registeredAt=com.acme.Orders.start(Orders.java:42)]");
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new HandlerFailure(null, "k", Reason.FAILED, CAUSE))
                .withMessage("event must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new HandlerFailure(EVENT, null, Reason.FAILED, CAUSE))
                .withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new HandlerFailure(EVENT, "k", null, CAUSE))
                .withMessage("reason must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new HandlerFailure(EVENT, "k", Reason.FAILED, null))
                .withMessage("cause must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new HandlerFailure(EVENT, "k", Reason.FAILED, CAUSE, null))
                .withMessage("registeredAt must not be null");
    }
}
