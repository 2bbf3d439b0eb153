package order.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8ReaderTest {

    /** Gives one byte at a time, so that characters are torn apart. */
    private static InputStream slow(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(1, length));
            }
        };
    }

    private static String read(byte[] bytes, int atOnce) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chars = new char[atOnce];
        try (Reader reader = new Utf8Reader(slow(bytes), "file")) {
            for (int count = reader.read(chars); count >= 0; count = reader.read(chars)) {
                text.append(chars, 0, count);
            }
        }
        return text.toString();
    }

    @Test
    void charactersOfEveryLengthAreRead() throws IOException {
        String text = "a£€\uD83D\uDE00\nb";
        assertThat(read(text.getBytes(StandardCharsets.UTF_8), 1)).isEqualTo(text);
        assertThat(read(text.getBytes(StandardCharsets.UTF_8), 100)).isEqualTo(text);
        assertThat(read(new byte[0], 1)).isEmpty();
    }

    @Test
    void textLongerThanABlockIsRead() throws IOException {
        String text = "0123456789€".repeat(20_000);
        assertThat(read(text.getBytes(StandardCharsets.UTF_8), 1_000)).isEqualTo(text);
    }

    @Test
    void aMarkIsPassedOverAtTheStartAlone() throws IOException {
        assertThat(read("\uFEFFa\uFEFF".getBytes(StandardCharsets.UTF_8), 1)).isEqualTo("a\uFEFF");
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsTold() {
        byte[] cutOff = {'a', '\r', '\n', 'b', '\n', (byte) 0xE2, (byte) 0x82};
        assertThatExceptionOfType(BadOrdersException.class)
                .isThrownBy(() -> read(cutOff, 10))
                .withMessage("orders must be UTF-8: file=file, line=3, byte=0xE2; save the file as UTF-8");
    }
}
