package club;

/**
 * Somebody has joined the club.
 *
 * @param address the address of the new member
 */
record Joined(String address) implements Change {}
