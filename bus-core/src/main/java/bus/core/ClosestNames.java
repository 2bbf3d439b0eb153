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
 * into the other (the optimal string alignment distance, without regard to case). The work is bounded: so many names are
 * looked at, and only those of like length are compared.
 */
final class ClosestNames {

    private static final int MOST_LOOKED_AT = 10_000;
    private static final int MOST_GIVEN = 3;
    private static final int LONGEST_COMPARED = 200;

    private record Candidate(String name, int distance) {}

    private ClosestNames() {}

    /** Gives up to three names, the closest first; one edit in every three characters is the most to be close. */
    static List<String> to(String wanted, Collection<String> names) {
        if (wanted.length() > LONGEST_COMPARED) {
            return List.of();
        }
        int most = Math.max(1, wanted.length() / 3);
        String from = wanted.toLowerCase(Locale.ROOT);
        List<Candidate> close = new ArrayList<>();
        int lookedAt = 0;
        for (String name : names) {
            if (++lookedAt > MOST_LOOKED_AT) {
                break;
            }
            if (Math.abs(name.length() - wanted.length()) <= most) {
                int distance = distance(from, name.toLowerCase(Locale.ROOT));
                if (distance <= most) {
                    close.add(new Candidate(name, distance));
                }
            }
        }
        return close.stream()
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST_GIVEN)
                .map(Candidate::name)
                .toList();
    }

    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = current;
        }
        return last[to.length()];
    }
}
