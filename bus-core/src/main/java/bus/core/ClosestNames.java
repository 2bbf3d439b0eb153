package bus.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the names that somebody may have meant.
 *
 * <p>Two names are as far apart as the fewest insertions, deletions, replacements and swaps of neighbours that turn one
 * into the other (the optimal string alignment distance, without regard to case). The work is bounded: so many names
 * are looked at, those of like length are compared, and a comparison ends as soon as it is clear that they are not
 * close.
 */
final class ClosestNames {

    private static final int MAX_LOOKED_AT = 10_000;
    private static final int MAX_GIVEN = 3;
    private static final int MAX_LENGTH = 64;

    private record Candidate(String name, int distance) {}

    private ClosestNames() {}

    /** Returns up to three names, the closest first; one edit in every three characters is the most to be close. */
    static List<String> to(String wanted, Collection<String> names) {
        if (wanted.length() > MAX_LENGTH) {
            return List.of();
        }
        int max = Math.max(1, wanted.length() / 3);
        String from = wanted.toLowerCase(Locale.ROOT);
        List<Candidate> close = new ArrayList<>();
        int lookedAt = 0;
        for (String name : names) {
            if (++lookedAt > MAX_LOOKED_AT) {
                break;
            }
            if (Math.abs(name.length() - wanted.length()) <= max) {
                int distance = distance(from, name.toLowerCase(Locale.ROOT), max);
                if (distance <= max) {
                    close.add(new Candidate(name, distance));
                }
            }
        }
        return close.stream()
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MAX_GIVEN)
                .map(Candidate::name)
                .toList();
    }

    /** Returns the distance, or something greater than the maximum if it is. */
    private static int distance(String from, String to, int max) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        int leastOfLast = 0;
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            int least = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, current[j]);
            }
            if (least > max && leastOfLast > max) {
                return least; // the next rows, which build on these two, are no smaller
            }
            leastOfLast = least;
            beforeLast = last;
            last = current;
        }
        return last[to.length()];
    }
}
