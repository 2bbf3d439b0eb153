package bus.idgen.snowflake;

/**
 * Ids in a row that differ in the last two digits of their counter only, so that no other digit is worked out for each.
 *
 * <p>Immutable: threads pass it on by a plain field.
 */
final class IdBlock {

    static final int SIZE = Base62.RADIX * Base62.RADIX;

    final long firstTicket;
    private final int size;
    private final byte[] firstId;
    private final int pairAt;

    IdBlock(long firstTicket, int size, byte[] firstId, int pairAt) {
        this.firstTicket = firstTicket;
        this.size = size;
        this.firstId = firstId;
        this.pairAt = pairAt;
    }

    boolean holds(long ticket) {
        long at = ticket - firstTicket;
        return at >= 0 && at < size;
    }

    /** Writes the id of a ticket that this block holds. */
    byte[] write(long ticket) {
        byte[] id = firstId.clone();
        Base62.writePair((int) (ticket - firstTicket), id, pairAt);
        return id;
    }
}
