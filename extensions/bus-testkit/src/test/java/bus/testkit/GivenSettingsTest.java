package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.ProviderException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenSettingsTest {

    private final GivenSettings settings = new GivenSettings(Map.of("node", "7", "blank", " "));

    @Test
    void whatIsAskedForIsKept() {
        assertThat(settings.wholeNumber("node", 0, 9)).hasValue(7);
        assertThat(settings.text("other")).isEmpty();
        assertThat(settings.asked()).containsExactly("node", "other");
    }

    @Test
    void aValueIsRefusedWithItsKey() {
        assertThat(settings.refused("node", "be odd"))
                .hasMessage("setting must be odd: node=\"7\" (the test); correct it there");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> settings.text("blank"))
                .withMessageStartingWith("setting must not be blank: blank=\" \"");
    }

    /** As with the settings of a bus: a provider that does so would be wrong there. */
    @Test
    void whatIsNotSetCannotBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.refused("host", "be set"))
                .withMessageStartingWith("key must be one that is set: key=\"host\"");
        assertThatNullPointerException()
                .isThrownBy(() -> settings.refused(null, "be set"))
                .withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> settings.refused("node", null))
                .withMessage("rule must not be null");
        assertThatNullPointerException().isThrownBy(() -> settings.text(null)).withMessage("key must not be null");
    }
}
