package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoundSettingsTest {

    private static final String WAY_OUT = "; correct it there, or remove it to have the default";

    private static FoundSettings settings(
            Map<String, String> fromBuilder, Map<String, String> properties, Map<String, String> environment) {
        Properties asProperties = new Properties();
        asProperties.putAll(properties);
        return new FoundSettings("ids", Setting.of("ids", fromBuilder, asProperties, environment));
    }

    private static FoundSettings set(String key, String value) {
        return settings(Map.of(key, value), Map.of(), Map.of());
    }

    private static ThrowableAssertAlternative<ProviderException> assertThatItIsRefused(ThrowingCallable call) {
        return assertThatExceptionOfType(ProviderException.class).isThrownBy(call);
    }

    @Test
    void theBuilderComesBeforePropertiesAndTheseBeforeTheEnvironment() {
        Map<String, String> builder = Map.of("node", "1");
        Map<String, String> properties = Map.of("bus.idgen.ids.node", "2");
        Map<String, String> environment = Map.of("BUS_IDGEN_IDS_NODE", "3");

        assertThat(settings(builder, properties, environment).text("node")).contains("1");
        assertThat(settings(Map.of(), properties, environment).text("node")).contains("2");
        assertThat(settings(Map.of(), Map.of(), environment).text("node")).contains("3");
        assertThat(settings(Map.of(), Map.of(), Map.of()).text("node")).isEmpty();
    }

    @Test
    void eachKeyIsFoundWhereItWasSet() {
        FoundSettings settings =
                settings(Map.of("a", "1"), Map.of("bus.idgen.ids.b-b", "2"), Map.of("BUS_IDGEN_IDS_C_C_C", "3"));

        assertThat(settings.text("a")).contains("1");
        assertThat(settings.wholeNumber("b-b", 0, 9)).hasValue(2);
        assertThat(settings.text("c-c-c")).contains("3");
        assertThatCode(settings::refuseUnknown).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotSetIsEmpty() {
        FoundSettings settings = set("other", "x");

        assertThat(settings.text("a")).isEmpty();
        assertThat(settings.wholeNumber("b", 0, 9)).isEmpty();
        assertThat(settings.time("c", Instant.MIN, Instant.MAX)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "007, 7", "-5, -5"})
    void aWholeNumberIsReadWithinItsRange(String text, long number) {
        assertThat(set("node", text).wholeNumber("node", -5, 9)).hasValue(number);
    }

    @Test
    void theEndsOfLongAreNumbers() {
        assertThat(set("n", "-9223372036854775808").wholeNumber("n", Long.MIN_VALUE, Long.MAX_VALUE))
                .hasValue(Long.MIN_VALUE);
        assertThat(set("n", "9223372036854775807").wholeNumber("n", Long.MIN_VALUE, Long.MAX_VALUE))
                .hasValue(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.0", "1e3", "0x1", " 1", "1 ", "1_000", "9223372036854775808", "-1", "100"})
    void aBadNumberIsAnErrorThatNamesRangeAndPlace(String text) {
        assertThatItIsRefused(() -> settings(Map.of(), Map.of("bus.idgen.ids.node", text), Map.of())
                        .wholeNumber("node", 0, 99))
                .withMessage("setting of id generator ids must be a whole number in [0, 99]: node=\"" + text
                        + "\" (system property bus.idgen.ids.node)" + WAY_OUT);
    }

    @Test
    void whatCannotBeReadIsTheCause() {
        assertThatItIsRefused(() -> set("node", "x").wholeNumber("node", 0, 99))
                .withCauseInstanceOf(NumberFormatException.class);
        assertThatItIsRefused(() -> set("node", "100").wholeNumber("node", 0, 99))
                .withNoCause();
        assertThatItIsRefused(() -> set("time", "x").time("time", Instant.MIN, Instant.MAX))
                .withCauseInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00Z, 2020-01-01T00:00:00Z",
        "2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z",
        "2020-01-01T02:00+02:00, 2020-01-01T00:00:00Z",
        "2019-12-31T23:59:59.123456789-00:30, 2020-01-01T00:29:59.123456789Z",
    })
    void aTimeIsReadWithItsOffset(String text, Instant time) {
        assertThat(set("time", text).time("time", Instant.MIN, Instant.MAX)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2020-01-01", "2020-01-01T00:00", "2020-02-30T00:00Z", "1577836800", "now", " 2020-01-01T00:00Z"
            })
    void aBadTimeIsAnErrorThatNamesFormAndPlace(String text) {
        assertThatItIsRefused(() -> settings(Map.of(), Map.of(), Map.of("BUS_IDGEN_IDS_INITIAL_TIME", text))
                        .time("initial-time", Instant.MIN, Instant.MAX))
                .withMessage("setting of id generator ids must be an ISO-8601 time with an offset in ["
                        + Instant.MIN + ", " + Instant.MAX + "]: initial-time=\"" + text
                        + "\" (environment variable BUS_IDGEN_IDS_INITIAL_TIME)" + WAY_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-12-31T23:59:59.999Z", "2021-01-01T00:00:00.001Z"})
    void aTimeOutOfRangeIsAnErrorThatNamesRangeAndPlace(String text) {
        Instant min = Instant.parse("2020-01-01T00:00:00Z");
        Instant max = Instant.parse("2021-01-01T00:00:00Z");
        assertThat(set("time", "2020-01-01T00:00Z").time("time", min, max)).contains(min);
        assertThat(set("time", "2021-01-01T00:00Z").time("time", min, max)).contains(max);
        assertThatItIsRefused(() -> set("time", text).time("time", min, max))
                .withMessageContaining("must be an ISO-8601 time with an offset in [" + min + ", " + max + "]: time=\""
                        + text + "\" (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankValueIsAnErrorHoweverItIsAskedFor(String blank) {
        FoundSettings settings = settings(Map.of(), Map.of("bus.idgen.ids.key", blank), Map.of());

        for (ThrowingCallable asking : new ThrowingCallable[] {
            () -> settings.text("key"),
            () -> settings.wholeNumber("key", 0, 9),
            () -> settings.time("key", Instant.MIN, Instant.MAX)
        }) {
            assertThatItIsRefused(asking)
                    .withMessageContaining(
                            "blank: key=\"" + blank + "\" (system property bus.idgen.ids.key)" + WAY_OUT);
        }
    }

    @Test
    void aBlankValueThatDoesNotCountIsNoError() {
        assertThat(settings(Map.of("key", "x"), Map.of("bus.idgen.ids.key", " "), Map.of())
                        .text("key"))
                .contains("x");
    }

    @Test
    void anUnknownKeyIsAnErrorWhereverItWasSet() {
        String rule = "setting must be known to id generator ids: ";
        String rest = ", known=[node]; correct or remove it there";

        assertThatItIsRefused(() -> askedForNode(set("nod", "7")).refuseUnknown())
                .withMessage(rule + "nod=\"7\" (the builder)" + rest);
        assertThatItIsRefused(() -> askedForNode(settings(Map.of(), Map.of("bus.idgen.ids.Node", "7"), Map.of()))
                        .refuseUnknown())
                .withMessage(rule + "Node=\"7\" (system property bus.idgen.ids.Node)" + rest);
        assertThatItIsRefused(() -> askedForNode(settings(Map.of(), Map.of(), Map.of("BUS_IDGEN_IDS_NO_DE", "7")))
                        .refuseUnknown())
                .withMessage(rule + "no-de=\"7\" (environment variable BUS_IDGEN_IDS_NO_DE)" + rest);
    }

    @Test
    void aKeyThatWasAskedForIsKnownThoughAnotherPlaceCounted() {
        FoundSettings settings =
                settings(Map.of("node", "1"), Map.of("bus.idgen.ids.node", "2"), Map.of("BUS_IDGEN_IDS_NODE", "3"));

        assertThatCode(() -> askedForNode(settings).refuseUnknown()).doesNotThrowAnyException();
    }

    private static FoundSettings askedForNode(FoundSettings settings) {
        settings.wholeNumber("node", 0, 99);
        return settings;
    }

    @Test
    void aNullKeyIsRefusedByName() {
        FoundSettings settings = set("node", "1");

        assertThatNullPointerException().isThrownBy(() -> settings.text(null)).withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> settings.wholeNumber(null, 0, 9))
                .withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> settings.time(null, Instant.MIN, Instant.MAX))
                .withMessage("key must not be null");
    }

    @Test
    void oneOfSeveralWordsIsTakenAndNoOther() {
        assertThat(set("unit", "second").oneOf("unit", List.of("second", "minute")))
                .contains("second");
        assertThat(set("unit", "second").oneOf("other", List.of("second"))).isEmpty();
        assertThatItIsRefused(() -> set("unit", "Second").oneOf("unit", List.of("second", "minute")))
                .withMessageContaining("must be one of [second, minute]: unit=\"Second\" (");
        assertThatItIsRefused(() -> set("unit", " ").oneOf("unit", List.of(" ")));
    }

    @Test
    void aProviderRefusesAValueOfItsOwnFormWithThePlace() {
        IllegalStateException cause = new IllegalStateException();
        FoundSettings settings =
                settings(Map.of(), Map.of("bus.idgen.ids.host", "?"), Map.of("BUS_IDGEN_IDS_HOST", "!"));

        assertThat(settings.refused("host", "be the name of a host", cause))
                .hasMessage("setting of id generator ids must be the name of a host: host=\"?\" (system property"
                        + " bus.idgen.ids.host)" + WAY_OUT)
                .hasCause(cause);
        assertThat(settings.refused("host", "be the name of a host")).hasNoCause();
    }

    @Test
    void whatIsNotSetCannotBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set("node", "1").refused("host", "be the name of a host"))
                .withMessage("key must be one that is set: key=\"host\"; ask for it first, and refuse what it gave");
        assertThatNullPointerException().isThrownBy(() -> set("node", "1").refused(null, "be"));
        assertThatNullPointerException().isThrownBy(() -> set("node", "1").refused("node", null));
        assertThatNullPointerException()
                .isThrownBy(() -> set("node", "1").refused("node", "be", null))
                .withMessage("cause must not be null");
    }
}
