package bus.benchmarks;

import bus.api.IdGenerator;
import bus.api.ProviderException;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import com.github.f4b6a3.tsid.TsidFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time of an id as a text, by each generator in each setting, beside what one would take without a bus. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdBenchmark {

    /** A peer, or the name of a provider with its settings. */
    @Param({
        "snowflake",
        "snowflake sequencer=second",
        "snowflake sequencer=nanosecond",
        "ulid",
        "ulid order=random",
        "uuid version=1",
        "uuid version=4",
        "uuid version=6",
        "uuid version=7",
        "java.util.UUID",
        "TSID Creator"
    })
    public String ids = "";

    private IdGenerator generator = () -> "";

    /** Makes the generator. */
    @Setup
    public void make() {
        generator = switch (ids) {
            case "java.util.UUID" -> () -> UUID.randomUUID().toString();
            case "TSID Creator" -> {
                TsidFactory tsids = TsidFactory.newInstance1024();
                yield () -> tsids.create().toString();
            }
            default -> provided(ids.split(" "));
        };
    }

    private static IdGenerator provided(String[] nameAndSettings) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < nameAndSettings.length; i++) {
            String[] setting = nameAndSettings[i].split("=");
            settings.put(setting[0], setting[1]);
        }
        return ServiceLoader.load(IdGeneratorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(nameAndSettings[0]))
                .findFirst()
                .orElseThrow()
                .create(new Settings(settings));
    }

    private record Settings(Map<String, String> values) implements IdGeneratorSettings {

        @Override
        public Optional<String> text(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public ProviderException refused(String key, String rule) {
            return new ProviderException(key + " must " + rule);
        }
    }

    /**
     * Takes an id.
     *
     * @return the id
     */
    @Benchmark
    public String next() {
        return generator.next();
    }
}
