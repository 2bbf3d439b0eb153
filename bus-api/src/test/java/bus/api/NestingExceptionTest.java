package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NestingExceptionTest {

    private static List<String> topics(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "t" + i).toList();
    }

    @Test
    void aShortChainIsShownWhole() {
        assertThat(new NestingException(List.of("a", "b", "a"), 2))
                .hasMessage(
                        "emits must not be nested deeper than the limit: limit=2, topics=a > b > a; break the circle"
                                + " of handlers that emit to each other, or raise Bus.Builder.depthLimit");
        assertThat(new NestingException(topics(16), 15))
                .hasMessageContaining("limit=15, topics=" + String.join(" > ", topics(16)) + "; ");
    }

    @Test
    void aLongChainIsShownWithItsEnds() {
        assertThat(new NestingException(topics(17), 16))
                .hasMessageContaining("topics=t1 > t2 > t3 > t4 > t5 > t6 > t7 > t8 > (1 more)"
                        + " > t10 > t11 > t12 > t13 > t14 > t15 > t16 > t17; ");
        assertThat(new NestingException(topics(1_001), 1_000))
                .hasMessageContaining("t8 > (985 more) > t994 > t995")
                .hasMessageContaining(" > t1001; ");
    }

    @Test
    void allTopicsAreGivenInACopyThatCannotBeChanged() {
        List<String> topics = new ArrayList<>(topics(100));
        NestingException exception = new NestingException(topics, 99);

        topics.clear();

        assertThat(exception.topics()).isEqualTo(topics(100));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> exception.topics().clear());
        assertThat(exception).isInstanceOf(BusException.class);
    }
}
