package log.watch;

/**
 * Somebody should look at a page.
 *
 * @param path the page
 * @param failures how many of its requests have failed
 */
record Alarm(String path, int failures) {}
