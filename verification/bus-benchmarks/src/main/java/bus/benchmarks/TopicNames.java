package bus.benchmarks;

import java.util.Arrays;

/** Names of topics as applications have them. */
final class TopicNames {

    private TopicNames() {}

    /** Returns names such as {@code orders.created.000042}. */
    static String[] of(int count) {
        String[] names = new String[count];
        Arrays.setAll(
                names, i -> "orders.created." + String.valueOf(1_000_000 + i).substring(1));
        return names;
    }
}
