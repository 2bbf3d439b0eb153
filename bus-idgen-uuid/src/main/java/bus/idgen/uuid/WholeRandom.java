package bus.idgen.uuid;

import java.io.Serial;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Secure random bits for random UUIDs, as a source that does not say it is secure.
 *
 * <p>Java UUID Generator 5.2.0 takes 16 bytes of a {@link SecureRandom} and then makes the second half of the UUID of the
 * second to the ninth byte ({@code RandomBasedGenerator.generate}), so that 56 bits are in it twice. Of any other source
 * it takes two whole longs.
 */
final class WholeRandom extends Random {

    @Serial
    private static final long serialVersionUID = 1L;

    private final SecureRandom secure = new SecureRandom();

    @Override
    protected int next(int bits) {
        return secure.nextInt() >>> (Integer.SIZE - bits);
    }
}
