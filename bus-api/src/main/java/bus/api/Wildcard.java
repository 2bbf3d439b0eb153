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
     * it cannot take itself. The words of the topic are looked at in place, as a bus asks once for each of its topics.
     */
    @Override
    public boolean test(String topic) {
        int at = 0; // where a word begins; behind the last one when it is past the end
        int next = 0;
        int hash = -1;
        int taken = 0;
        while (at <= topic.length()) {
            if (next < pattern.length && pattern[next].equals("#")) {
                hash = next++;
                taken = at;
            } else if (next < pattern.length && isWord(pattern[next], topic, at)) {
                next++;
                at = end(topic, at) + 1;
            } else if (hash >= 0) {
                next = hash + 1;
                taken = end(topic, taken) + 1;
                at = taken;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next].equals("#")) {
            next++;
        }
        return next == pattern.length;
    }

    private static boolean isWord(String word, String topic, int at) {
        return word.equals("*") || topic.startsWith(word, at) && end(topic, at) == at + word.length();
    }

    private static int end(String topic, int at) {
        int dot = topic.indexOf('.', at);
        return dot < 0 ? topic.length() : dot;
    }

    private static String[] words(String text) {
        return text.split("\\.", -1);
    }
}
