package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void soManyDigitsTellSoManyValuesApart() {
        assertThat(Base62.values(0)).isEqualTo(1);
        assertThat(Base62.values(1)).isEqualTo(62);
        assertThat(Base62.values(4)).isEqualTo(14_776_336);
        assertThat(Base62.values(8)).isEqualTo(218_340_105_584_896L);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Base62.values(11));
    }
}
