package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNamesTest {

    @ParameterizedTest
    @CsvSource({
        "order.created, order.craeted, swapped",
        "order.created, order.creatd, left out",
        "order.created, order.createdd, added",
        "order.created, order.creatid, replaced",
        "order.created, ORDER.CREATED, other case",
        "order.created, oder.crated, two edits",
        "a, b, one edit in a short name"
    })
    void aNameWithFewEditsIsClose(String name, String wanted) {
        assertThat(ClosestNames.to(wanted, List.of(name))).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"order.created, user.deleted", "order.created, order", "abcdef, abcxyz", "ab, cd"})
    void aNameWithManyEditsIsNot(String name, String wanted) {
        assertThat(ClosestNames.to(wanted, List.of(name))).isEmpty();
    }

    @Test
    void namesOfUpTo64CharactersAreLookedFor() {
        String longest = "a".repeat(64);
        assertThat(ClosestNames.to(longest, List.of("a".repeat(65)))).containsExactly("a".repeat(65));
        assertThat(ClosestNames.to(longest + "a", List.of(longest))).isEmpty();
    }

    @Test
    void theClosestComeFirstAndAreThreeAtMost() {
        List<String> names = List.of("topic.4444", "topic.2111", "topic.1112", "topic.1111", "topic.1122");
        assertThat(ClosestNames.to("topic.1111", names)).containsExactly("topic.1111", "topic.1112", "topic.2111");
    }

    @Test
    void soManyNamesAreLookedAtAndNoMore() {
        AtomicInteger lookedAt = new AtomicInteger();
        AbstractCollection<String> many = new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return IntStream.range(0, 1_000_000)
                        .peek(i -> lookedAt.incrementAndGet())
                        .mapToObj(i -> "name" + i)
                        .iterator();
            }

            @Override
            public int size() {
                return 1_000_000;
            }
        };
        ClosestNames.to("nama1", many);
        assertThat(lookedAt.get()).isEqualTo(10_001);
    }

    @Test
    void aLongNameIsNotCompared() {
        String longName = "x".repeat(65);
        assertThat(ClosestNames.to(longName, List.of(longName))).isEmpty();
    }

    /** The definition of the distance, word by word, and slow. */
    private static int distance(String from, String to) {
        int i = from.length();
        int j = to.length();
        if (i == 0 || j == 0) {
            return i + j;
        }
        String shorterFrom = from.substring(0, i - 1);
        String shorterTo = to.substring(0, j - 1);
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(distance(shorterFrom, to), distance(from, shorterTo)) + 1;
        least = Math.min(least, distance(shorterFrom, shorterTo) + (same ? 0 : 1));
        if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
            least = Math.min(least, distance(from.substring(0, i - 2), to.substring(0, j - 2)) + 1);
        }
        return least;
    }

    @Test
    void aNameIsCloseExactlyIfItsDistanceByDefinitionIsAThirdOfItsLengthAtMost() {
        Random random = new Random(20261124);
        for (int round = 0; round < 3_000; round++) {
            String name = word(random);
            String wanted = word(random);
            boolean close = distance(wanted, name) <= Math.max(1, wanted.length() / 3);
            assertThat(ClosestNames.to(wanted, List.of(name)))
                    .as("%s for %s", name, wanted)
                    .hasSize(close ? 1 : 0);
        }
    }

    private static String word(Random random) {
        return random.ints(1 + random.nextInt(7), 'a', 'd')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
