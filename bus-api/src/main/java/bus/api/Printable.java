package bus.api;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what cannot be seen, or would break or turn around a line, by its escape in Java, such as {@code \n}. */
final class Printable {

    /** Control and format characters, halves of surrogate pairs, line and paragraph separators. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escape(found.group())));
    }

    private static String escape(String character) {
        return switch (character) {
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            case "\t" -> "\\t";
            default -> {
                StringBuilder escapes = new StringBuilder();
                character.chars().forEach(unit -> escapes.append(String.format(Locale.ROOT, "\\u%04x", unit)));
                yield escapes.toString();
            }
        };
    }
}
