package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base62Test {

    private static String written(long number, int digits) {
        byte[] target = new byte[digits];
        Base62.write(number, target, 0, digits);
        return new String(target, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "9, 1, 9",
        "10, 1, A",
        "35, 1, Z",
        "36, 1, a",
        "61, 1, z",
        "62, 2, 10",
        "125, 4, 0021",
        "19, 4, 000J",
        "1, 11, 00000000001",
        "14776335, 4, zzzz",
        "218340105584895, 8, zzzzzzzz",
        "9223372036854775807, 11, AzL8n0Y58m7",
    })
    void aNumberIsWrittenWithZerosInFront(long number, int digits, String expected) {
        assertThat(written(number, digits)).isEqualTo(expected);
    }

    @Test
    void allDigitsAreThereInTheOrderOfText() {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 62; i++) {
            digits.append(written(i, 1));
        }

        assertThat(digits).hasToString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void writtenNumbersSortAsText() {
        Random random = new Random(20_200_101);
        long[] numbers = random.longs(10_000, 0, Long.MAX_VALUE)
                .map(number -> number >> random.nextInt(63))
                .toArray();
        Arrays.sort(numbers);

        assertThat(Arrays.stream(numbers).mapToObj(number -> written(number, 11)))
                .isSorted();
    }

    @Test
    void nothingIsWrittenAround() {
        byte[] target = "------".getBytes(StandardCharsets.ISO_8859_1);

        Base62.write(125, target, 1, 4);

        assertThat(target).asString(StandardCharsets.ISO_8859_1).isEqualTo("-0021-");
    }

    @Test
    void soManyDigitsHoldSoMuch() {
        assertThat(Base62.max(0)).isZero();
        assertThat(Base62.max(1)).isEqualTo(61);
        assertThat(Base62.max(4)).isEqualTo(14_776_335);
        assertThat(Base62.max(8)).isEqualTo(218_340_105_584_895L);
        assertThat(Base62.max(10)).isEqualTo(839_299_365_868_340_223L);
        assertThat(Base62.max(11)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(20_200_102);
        for (int round = 0; round < 20_000; round++) {
            int digits = 1 + random.nextInt(11);
            long number = random.nextLong(Base62.max(digits)) + random.nextInt(2);
            assertThat(Base62.read(written(number, digits), 0, digits)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-", " ", "/", ":", "@", "[", "`", "{", "é", "1é", "AzL8n0Y58m8", "LygHa16AHYF", "zzzzzzzzzzz"})
    void whatIsNoNumberOrTooGreatIsNotRead(String text) {
        assertThat(Base62.read(text, 0, text.length())).isEqualTo(-1);
    }
}
