package club;

/**
 * A letter.
 *
 * @param address to whom it goes
 * @param text what it says
 */
record Letter(String address, String text) {}
