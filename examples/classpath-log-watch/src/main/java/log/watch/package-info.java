/** Reads the access log of a web server, counts its requests, and tells which pages keep failing. */
package log.watch;
