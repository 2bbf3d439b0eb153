package bus.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final String PAGE = "before\n<!-- report: a -->\nold\n<!-- /report -->\nafter\n";

    @Test
    void onlyThePlacesChangeAndTheSecondTimeNothingDoes() {
        String filled = Page.fill(PAGE, Map.of("a", "$1 new\n"));

        assertThat(filled).isEqualTo("before\n<!-- report: a -->\n\n$1 new\n\n<!-- /report -->\nafter\n");
        assertThat(Page.fill(filled, Map.of("a", "$1 new\n"))).isEqualTo(filled);
    }

    @Test
    void aPartWithoutAPlaceIsRefusedAsItWouldBeHidden() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.fill(PAGE, Map.of("a", "", "b", "")))
                .withMessage("each part must have a place: missing=[b];"
                        + " add <!-- report: NAME --> and <!-- /report --> to the page");
    }

    @Test
    void aPlaceWithoutAPartAndASecondPlaceAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.fill(PAGE, Map.of()))
                .withMessageContaining("place=a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.fill(PAGE + PAGE, Map.of("a", "")))
                .withMessageContaining("place=a");
    }
}
