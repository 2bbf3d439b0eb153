package bus.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is to be measured.
 *
 * @param rounds how often
 * @param jdks on which JDKs
 * @param collectors with which garbage collectors
 * @param only how the simple name of a benchmark, such as EmitBenchmark.full, must begin
 * @param merge whether what the file holds is kept, but for what is measured again
 * @param out the file for the results
 */
record MeasureSettings(int rounds, List<Jdk> jdks, List<Collector> collectors, Pattern only, boolean merge, Path out) {

    static final String USAGE =
            "[--rounds N] [--jdk HOME]... [--gc G1|Parallel]... [--only REGEX] [--merge] [--out FILE]";

    private static final int ROUNDS = 3;
    private static final String OUT = "docs/performance.json";

    /** Reads the arguments of the program. */
    static MeasureSettings of(String... arguments) {
        int rounds = ROUNDS;
        List<Jdk> jdks = new ArrayList<>();
        List<Collector> collectors = new ArrayList<>();
        Pattern only = Pattern.compile("");
        boolean merge = false;
        Path out = Path.of(OUT);
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String option = left.pop();
            if (option.equals("--merge")) {
                merge = true;
                continue;
            }
            if (left.isEmpty()) {
                throw new IllegalArgumentException("option must have a value: option=" + option + "; " + USAGE);
            }
            String value = left.pop();
            switch (option) {
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--jdk" -> jdks.add(new Jdk(Path.of(value)));
                case "--gc" -> collectors.add(Collector.valueOf(value));
                case "--only" -> only = Pattern.compile(value);
                case "--out" -> out = Path.of(value);
                default -> throw new IllegalArgumentException("option must be known: option=" + option + "; " + USAGE);
            }
        }
        return new MeasureSettings(
                rounds,
                jdks.isEmpty() ? List.of(Jdk.running()) : List.copyOf(jdks),
                collectors.isEmpty() ? List.of(Collector.values()) : List.copyOf(collectors),
                only,
                merge,
                out);
    }
}
