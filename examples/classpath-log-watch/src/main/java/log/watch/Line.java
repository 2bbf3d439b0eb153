package log.watch;

/**
 * A line of the log.
 *
 * @param number its place in the log, from 1
 * @param text what it says
 */
record Line(int number, String text) {}
