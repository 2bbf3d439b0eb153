package order.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads UTF-8 and knows the line it is in, so that a byte which is not UTF-8 can be told with its line. The readers of
 * the JDK either replace such a byte, or fail somewhere in the block of bytes that it stands in.
 */
final class Utf8Reader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final String file;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).limit(0);
    private boolean started;
    private boolean ended;
    private char last;
    private long line = 1;

    /** What is wrong behind the characters that are decoded; they are given first. */
    private @Nullable BadOrdersException failure;

    Utf8Reader(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return -1;
            }
            fill();
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, from, count);
        return count;
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    private void decode() {
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        chars.flip();
        if (!started && chars.hasRemaining()) {
            started = true;
            if (chars.get(0) == BYTE_ORDER_MARK) { // some programs write one at the start of a file
                chars.get();
            }
        }
        countLines();
        if (result.isError()) {
            failure = BadOrdersException.inLine(
                    "orders must be UTF-8",
                    file,
                    line,
                    String.format("byte=0x%02X; save the file as UTF-8", bytes.get(bytes.position()) & 0xFF));
        }
    }

    /** A line ends with a line feed, a carriage return, or both. */
    private void countLines() {
        for (int i = chars.position(); i < chars.limit(); i++) {
            char next = chars.get(i);
            if (next == '\r' || next == '\n' && last != '\r') {
                line++;
            }
            last = next;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
