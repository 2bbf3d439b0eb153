package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class CallSiteTest {

    private static final StackTraceElement FRAME = frame("com.acme.Orders", "Orders.java", 42);

    private static StackTraceElement frame(String type, String file, int line) {
        return new StackTraceElement("app", "com.acme", "1.2", type, "start", file, line);
    }

    @Test
    void aPlaceHasItsFrame() {
        assertThat(CallSite.of(FRAME).frame()).containsSame(FRAME);
    }

    @Test
    void theTextIsThatOfAStackTraceWithoutModuleAndClassLoader() {
        assertThat(FRAME).hasToString("app/com.acme@1.2/com.acme.Orders.start(Orders.java:42)");
        assertThat(CallSite.of(FRAME)).hasToString("com.acme.Orders.start(Orders.java:42)");
    }

    @Test
    void theTextOfCodeWithoutLinesSaysSo() {
        assertThat(CallSite.of(frame("com.acme.Orders", "Orders.java", -1)))
                .hasToString("com.acme.Orders.start(Orders.java)");
        assertThat(CallSite.of(new StackTraceElement("com.acme.Orders", "start", null, -1)))
                .hasToString("com.acme.Orders.start(Unknown Source)");
    }

    @Test
    void whatIsNotKnownHasNoFrame() {
        assertThat(CallSite.unknown()).isSameAs(CallSite.unknown()).hasToString("unknown");
        assertThat(CallSite.unknown().frame()).isEmpty();
    }

    @Test
    void placesAreEqualIfTheirFramesAre() {
        assertThat(CallSite.of(FRAME))
                .isEqualTo(CallSite.of(frame("com.acme.Orders", "Orders.java", 42)))
                .hasSameHashCodeAs(CallSite.of(frame("com.acme.Orders", "Orders.java", 42)))
                .isNotEqualTo(CallSite.of(frame("com.acme.Orders", "Orders.java", 43)))
                .isNotEqualTo(CallSite.of(frame("com.acme.Bills", "Orders.java", 42)))
                .isNotEqualTo(CallSite.unknown())
                .isNotEqualTo(FRAME);
        assertThat(CallSite.unknown()).isEqualTo(CallSite.unknown()).isNotEqualTo(CallSite.of(FRAME));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException().isThrownBy(() -> CallSite.of(null)).withMessage("frame must not be null");
    }
}
