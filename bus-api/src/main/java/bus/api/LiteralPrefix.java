package bus.api;

/** Finds the literal characters that a topic must begin with, as far as the text of a pattern tells. */
final class LiteralPrefix {

    private LiteralPrefix() {}

    /**
     * Returns what every text begins with in which a regular expression is found: the letters, digits, {@code -},
     * {@code _} and {@code \.} behind its {@code ^}, or nothing. The last of them does not count if a quantifier may
     * follow, nor does any if there is an alternative somewhere.
     */
    static String ofRegex(String regex) {
        if (!regex.startsWith("^") || regex.contains("|")) {
            return "";
        }
        StringBuilder prefix = new StringBuilder();
        int at = 1;
        while (at < regex.length()) {
            if (isLiteral(regex.charAt(at))) {
                prefix.append(regex.charAt(at++));
            } else if (regex.startsWith("\\.", at)) {
                prefix.append('.');
                at += 2;
            } else {
                break;
            }
        }
        if (at < regex.length() && mayQuantify(regex.charAt(at))) {
            prefix.setLength(Math.max(0, prefix.length() - 1));
        }
        return prefix.toString();
    }

    /**
     * Tells whether a regular expression is found in every text that has its prefix: then nothing has to be searched.
     */
    static boolean isAllOf(String regex, String prefix) {
        String anchored = "^" + prefix.replace(".", "\\.");
        return regex.equals(anchored) || regex.equals(anchored + ".*") || regex.equals(".*");
    }

    /** Returns what every topic begins with that a wildcard pattern matches: its words before the first wildcard. */
    static String ofWildcard(String pattern) {
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '*') {
                return pattern.substring(0, at);
            }
            if (pattern.charAt(at) == '#') { // may stand for no word, and then not even for the dot before it
                return pattern.substring(0, Math.max(0, at - 1));
            }
        }
        return pattern;
    }

    private static boolean isLiteral(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    /** A backslash too, as {@code \Q\E} is nothing, and what stands behind it may be a quantifier. */
    private static boolean mayQuantify(char c) {
        return "*+?{\\".indexOf(c) >= 0;
    }
}
