package club;

/**
 * Somebody has left the club.
 *
 * @param address the address of who was a member
 */
record Left(String address) implements Change {}
