package bus.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that people write, with places for what is made: from {@code <!-- report: NAME -->} to {@code <!-- /report
 * -->}.
 */
final class Page {

    private static final Pattern PLACE =
            Pattern.compile("(<!-- report: (\\S+) -->\n).*?(<!-- /report -->)", Pattern.DOTALL);

    private Page() {}

    /**
     * Returns the page with these parts in their places, and all else as it was.
     *
     * @throws IllegalArgumentException if the page has not one place for each part
     */
    static String fill(String page, Map<String, String> parts) {
        Map<String, String> left = new LinkedHashMap<>(parts);
        String filled = PLACE.matcher(page).replaceAll(place -> {
            String part = left.remove(place.group(2));
            if (part == null) {
                throw new IllegalArgumentException("a place must be for a part, and the only one: place="
                        + place.group(2) + "; parts are " + new TreeSet<>(parts.keySet()));
            }
            return Matcher.quoteReplacement(place.group(1) + "\n" + part.strip() + "\n\n" + place.group(3));
        });
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("each part must have a place: missing=" + new TreeSet<>(left.keySet())
                    + "; add <!-- report: NAME --> and <!-- /report --> to the page");
        }
        return filled;
    }
}
