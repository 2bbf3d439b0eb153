package bus.observer.jfr;

import java.time.Duration;

/** What a recording says of the calls of one handler. */
final class Handlings {

    private long calls;
    private Duration total = Duration.ZERO;
    private Duration longest = Duration.ZERO;
    private String topicOfLongest = "";

    void add(Duration duration, String topic) {
        calls++;
        total = total.plus(duration);
        if (calls == 1 || duration.compareTo(longest) > 0) {
            longest = duration;
            topicOfLongest = topic;
        }
    }

    long calls() {
        return calls;
    }

    Duration longest() {
        return longest;
    }

    Duration mean() {
        return total.dividedBy(calls);
    }

    String topicOfLongest() {
        return topicOfLongest;
    }
}
