package bus.api;

import java.util.function.Predicate;

/** A wildcard pattern over the words of a topic; the work grows with words of the pattern × words of the topic. */
final class Wildcard implements Predicate<String> {

    private final String[] pattern;

    Wildcard(String pattern) {
        this.pattern = words(pattern);
        for (String word : this.pattern) {
            if (word.length() > 1 && (word.contains("*") || word.contains("#"))) {
                throw new IllegalArgumentException("wildcard must be a whole word: pattern=\"" + pattern + "\", word=\""
                        + word + "\"; put dots around it or use TopicMatcher.regex");
            }
        }
    }

    /**
     * Walks both word lists once; after a mismatch behind a {@code #} that {@code #} takes one word more and the walk
     * goes on from there. Only the last {@code #} needs to be remembered, as an earlier one could give it nothing that
     * it cannot take itself.
     */
    @Override
    public boolean test(String topic) {
        String[] words = words(topic);
        int at = 0;
        int next = 0;
        int hash = -1;
        int taken = 0;
        while (at < words.length) {
            if (next < pattern.length && pattern[next].equals("#")) {
                hash = next++;
                taken = at;
            } else if (next < pattern.length && (pattern[next].equals("*") || pattern[next].equals(words[at]))) {
                next++;
                at++;
            } else if (hash >= 0) {
                next = hash + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next].equals("#")) {
            next++;
        }
        return next == pattern.length;
    }

    private static String[] words(String text) {
        return text.split("\\.", -1);
    }
}
