package bus.api;

import java.util.function.Supplier;

/** Reads texts of code that is not ours, so that one which cannot be read hides no failure that is to be told. */
final class SafeText {

    private SafeText() {}

    static String of(Supplier<String> text) {
        try {
            return text.get();
        } catch (RuntimeException e) {
            return "(unreadable: " + e.getClass().getName() + ")";
        }
    }
}
